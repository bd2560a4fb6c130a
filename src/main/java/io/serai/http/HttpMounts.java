package io.serai.http;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Which route takes which path. Thread-safe: routes come and go while requests arrive. */
final class HttpMounts {
    private final List<HttpConsumer> consumers = new CopyOnWriteArrayList<>();

    void add(HttpConsumer consumer) {
        consumers.add(consumer);
    }

    void remove(HttpConsumer consumer) {
        consumers.remove(consumer);
    }

    /** The consumer with the most exact path that takes this method; HEAD is a GET without its body. */
    @Nullable
    HttpConsumer find(String method, String path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        List<String> given = Path.split(path);
        HttpConsumer found = null;
        for (HttpConsumer consumer : consumers) {
            if ((consumer.takes(wanted) || consumer.takes(method))
                    && consumer.path().matches(given)
                    && (found == null || consumer.path().compareTo(found.path()) >= 0)) {
                found = consumer;
            }
        }
        return found;
    }

    /** The methods that paths at least as exact as this one's take, for a 405. */
    Set<String> allowed(String path, Path than) {
        Set<String> allowed = new TreeSet<>();
        List<String> given = Path.split(path);
        consumers.stream()
                .filter(consumer ->
                        consumer.path().matches(given) && consumer.path().compareTo(than) > 0)
                .forEach(consumer -> allowed.addAll(consumer.methods()));
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return allowed;
    }

    /** A path of a route: {@code /a/b}, with {@code {name}} for one segment, and whether everything below belongs to it. */
    record Path(List<String> segments, boolean prefix) implements Comparable<Path> {
        static Path of(String text, boolean prefix) {
            boolean starred = text.endsWith("*");
            return new Path(split(starred ? text.substring(0, text.length() - 1) : text), prefix || starred);
        }

        /** Whether it takes a path of these segments. */
        boolean matches(List<String> given) {
            if (given.size() < segments.size() || (!prefix && given.size() > segments.size())) {
                return false;
            }
            for (int i = 0; i < segments.size(); i++) {
                if (!isVariable(segments.get(i)) && !segments.get(i).equals(given.get(i))) {
                    return false;
                }
            }
            return true;
        }

        static boolean isVariable(String segment) {
            return segment.startsWith("{") && segment.endsWith("}");
        }

        static List<String> split(String path) {
            int from = path.startsWith("/") ? 1 : 0;
            int to = path.length() > from && path.endsWith("/") ? path.length() - 1 : path.length();
            String trimmed = path.substring(from, to);
            return trimmed.isEmpty() ? List.of() : Arrays.asList(trimmed.split("/", -1));
        }

        /** A longer path is more exact, then a whole one, then one with fewer variables. */
        @Override
        public int compareTo(Path other) {
            return Comparator.<Path>comparingInt(path -> path.segments().size())
                    .thenComparing(path -> !path.prefix())
                    .thenComparing(path ->
                            -path.segments().stream().filter(Path::isVariable).count())
                    .compare(this, other);
        }
    }
}
