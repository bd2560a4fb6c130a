package io.serai.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets only so many names become tags: callers choose model names, and each would be series that never go away. A name counts
 * when it is known, and only the first of those. Thread-safe.
 */
final class BoundedNames {
    /** Stands for all names that did not become a tag. */
    static final String OTHER = "other";

    private final int max;
    private final Predicate<String> known;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    BoundedNames(int max, Predicate<String> known) {
        this.max = max;
        this.known = known;
    }

    /** The name, or {@code other}; empty for none: a series must have all tags of its meter. */
    String of(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return "";
        }
        if (taken.contains(name)) {
            return name;
        }
        if (taken.size() >= max || !known.test(name)) {
            return OTHER;
        }
        taken.add(name);
        return name;
    }
}
