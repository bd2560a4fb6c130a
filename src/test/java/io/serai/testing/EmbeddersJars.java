package io.serai.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody gets who depends on the library: its dependencies that are neither optional nor for tests, and all of theirs,
 * read from the verbose tree that the build writes to {@code target/dependencies.txt}.
 */
public final class EmbeddersJars {
    private static final Path TREE = Path.of("target/dependencies.txt");
    private static final Pattern LINE =
            Pattern.compile("^(?<indent>[| +\\\\-]*)\\(?(?<name>[\\w.-]+:[\\w.-]+):jar:.*$");

    private EmbeddersJars() {}

    /**
     * {@code group:artifact} of each.
     *
     * @param direct those that the library asks for itself
     */
    public static SortedSet<String> with(List<String> direct) throws IOException {
        if (!Files.exists(TREE)) {
            throw new IllegalStateException(TREE + " is missing; mvn generate-test-resources writes it");
        }
        Map<String, SortedSet<String>> children = new HashMap<>();
        Deque<Integer> depths = new ArrayDeque<>();
        Deque<String> path = new ArrayDeque<>();
        for (String line : Files.readAllLines(TREE)) {
            Matcher found = LINE.matcher(line);
            if (!found.matches()) {
                continue;
            }
            int depth = found.group("indent").length();
            while (!depths.isEmpty() && depths.peek() >= depth) {
                depths.pop();
                path.pop();
            }
            if (!path.isEmpty()) {
                children.computeIfAbsent(path.peek(), name -> new TreeSet<>()).add(found.group("name"));
            }
            depths.push(depth);
            path.push(found.group("name"));
        }
        SortedSet<String> names = new TreeSet<>();
        direct.forEach(name -> collect(name, children, names));
        return names;
    }

    /** What the tree leaves out in one place, since it is in another already, it still names. */
    private static void collect(String name, Map<String, SortedSet<String>> children, SortedSet<String> names) {
        if (names.add(name)) {
            children.getOrDefault(name, new TreeSet<>()).forEach(child -> collect(child, children, names));
        }
    }
}
