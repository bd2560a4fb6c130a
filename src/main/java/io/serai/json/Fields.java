package io.serai.json;

import io.serai.config.DidYouMean;
import io.serai.error.InvalidRequestException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one request object, each once; {@link #done()} refuses what nobody read. Every refusal names the
 * field and the remedy.
 */
public final class Fields {
    private final String operation;
    private final Map<String, Object> values;
    private final Set<String> known = new LinkedHashSet<>();

    public Fields(String operation, Map<?, ?> values) {
        this.operation = operation;
        this.values = new LinkedHashMap<>();
        values.forEach((name, value) -> this.values.put(String.valueOf(name), value));
    }

    public @Nullable Object value(String name) {
        known.add(name);
        return values.get(name);
    }

    public @Nullable String text(String name) {
        Object value = value(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(name, "must be a text");
    }

    public String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw missing(name, "give a text");
        }
        return text;
    }

    /** A number; from a folder's options and a query it may come as text. */
    public @Nullable Double number(String name) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        try {
            return value instanceof Number n ? (Double) n.doubleValue() : Double.valueOf(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw wrong(name, "must be a number");
        }
    }

    public @Nullable Long whole(String name) {
        Double number = number(name);
        if (number == null) {
            return null;
        }
        if (number != Math.rint(number) || Math.abs(number) > 1e15) {
            throw wrong(name, "must be a whole number");
        }
        return number.longValue();
    }

    /** True or false, also as text; false when it is not given. */
    public boolean flag(String name) {
        Object value = value(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw wrong(name, "must be true or false");
    }

    @SuppressWarnings("unchecked")
    public @Nullable Map<String, Object> object(String name) {
        Object value = value(name);
        if (value == null || value instanceof Map) {
            return (Map<String, Object>) value;
        }
        throw wrong(name, "must be an object");
    }

    public @Nullable List<?> list(String name) {
        Object value = value(name);
        if (value == null || value instanceof List) {
            return (List<?>) value;
        }
        throw wrong(name, "must be a list");
    }

    /** The fields of these names that were given, unchanged: what only the upstream judges. */
    public Map<String, Object> passThrough(Collection<String> names) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (String name : names) {
            Object value = value(name);
            if (value != null) {
                given.put(name, value);
            }
        }
        return given;
    }

    /** Refuses fields that nobody asked for: a typing error must not silently change a paid call. */
    public void done() {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw wrong(
                        name,
                        "is not a field of " + operation + DidYouMean.hint(name, known) + "; the fields are "
                                + String.join(", ", known));
            }
        }
    }

    /** What to throw when a field is not there: says so, or that another one is probably a mistyped one. */
    public InvalidRequestException missing(String name, String remedy) {
        for (String given : values.keySet()) {
            String hint = known.contains(given) ? "" : DidYouMean.hint(given, List.of(name));
            if (!hint.isEmpty()) {
                return wrong(given, "is not a field of " + operation + hint);
            }
        }
        return wrong(name, "is missing; " + remedy);
    }

    private InvalidRequestException wrong(String name, String problem) {
        return InvalidRequestException.field(operation, name, problem);
    }
}
