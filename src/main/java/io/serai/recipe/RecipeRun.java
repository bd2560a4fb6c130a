package io.serai.recipe;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * The first and last step of every recipe, {@code serai-recipe-open} and {@code serai-recipe-close}: between them paid steps
 * are journaled. The journal of a run is removed once its result is delivered to the one who asked.
 */
final class RecipeRun {
    private static final String PROPERTY = "SeraiRun";

    private final Journal journal;

    RecipeRun(Journal journal) {
        this.journal = journal;
    }

    /** The run that this exchange is part of. */
    static String of(Exchange exchange) {
        String run = exchange.getProperty(PROPERTY, String.class);
        if (run == null) {
            throw new IllegalStateException(
                    "no run is open; begin the recipe with `process: {ref: serai-recipe-open}` before a paid step");
        }
        return run;
    }

    /** Makes the body a map, a text under {@code text}, and names the run after it and the recipe. */
    void open(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        Map<?, ?> input =
                body instanceof Map<?, ?> map ? map : text(exchange.getMessage().getBody(String.class));
        exchange.setProperty(PROPERTY, JournalCodec.hash(String.valueOf(ExchangeHelper.getRouteId(exchange)), input));
        exchange.getMessage().setBody(input);
        RecipeProgress.open(exchange);
    }

    /** Has the journal removed when the exchange ends well, that is, when the door has delivered. */
    void close(Exchange exchange) {
        String run = of(exchange);
        // A retry that went well leaves the failure it healed behind.
        exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onComplete(Exchange done) {
                // A door that caught a failure after the recipe has not delivered.
                if (done.getProperty(Exchange.EXCEPTION_CAUGHT) == null) {
                    journal.forget(run);
                }
            }
        });
    }

    private static Map<String, String> text(@Nullable String text) {
        return text == null ? Map.of() : Map.of("text", text);
    }
}
