package io.serai.recipe;

import io.serai.meter.Cost;
import io.serai.meter.Receipt;
import io.serai.meter.Usage;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
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
                usage(steps),
                null,
                null,
                sum(steps, Receipt::cost),
                sum(steps, Receipt::saved));
    }

    private static @Nullable Cost sum(List<Receipt> steps, Function<Receipt, @Nullable Cost> part) {
        Cost sum = null;
        for (Receipt step : steps) {
            Cost cost = part.apply(step);
            if (cost != null) {
                sum = sum == null ? cost : sum.plus(cost);
            }
        }
        return sum;
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
