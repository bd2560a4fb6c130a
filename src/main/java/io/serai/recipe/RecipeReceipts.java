package io.serai.recipe;

import io.serai.meter.Receipt;
import io.serai.meter.Usage;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds up the receipts of a recipe's steps. */
final class RecipeReceipts {
    private RecipeReceipts() {}

    /** Requests, time and tokens of all steps; sandbox as soon as one step was. */
    static Receipt total(String recipe, List<Receipt> steps, long millis) {
        int attempts = steps.stream().mapToInt(Receipt::attempts).sum();
        boolean sandbox = steps.stream().anyMatch(Receipt::sandbox);
        Receipt first = steps.get(0);
        return new Receipt(
                UUID.randomUUID().toString(),
                recipe,
                first.upstream(),
                first.model(),
                attempts,
                millis,
                sandbox,
                usage(steps));
    }

    private static @Nullable Usage usage(List<Receipt> steps) {
        Usage sum = null;
        for (Receipt step : steps) {
            Usage used = step.usage();
            if (used != null) {
                sum = sum == null ? used : sum.plus(used);
            }
        }
        return sum;
    }
}
