package io.serai.recipe;

import java.util.Set;
import org.apache.camel.CamelContext;

/**
 * Is told what work on a file has just come to, such as {@code result-staged}. Whoever is bound in the registry is called, in
 * the thread that does the work; normally nobody is. Crash tests bind one that ends the JVM at a point of their choice.
 */
@FunctionalInterface
public interface Checkpoint {
    /** Tells nobody. */
    Checkpoint NONE = point -> {};

    void passed(String point);

    /** Those of this context's registry, which may be bound later than this is called. */
    static Checkpoint in(CamelContext context) {
        return point -> {
            Set<Checkpoint> bound = context.getRegistry().findByType(Checkpoint.class);
            bound.forEach(checkpoint -> checkpoint.passed(point));
        };
    }
}
