package io.serai.reload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says what is wrong with files of YAML routes, without running any: first the text, then the schema, then names, then each
 * route is made in a scratch context, which finds unknown components, options, beans and expressions. Thread-safe.
 */
public final class RouteCheck {
    private final Scratch scratch;
    private final SchemaCheck schema = new SchemaCheck();

    public RouteCheck(Scratch scratch) {
        this.scratch = scratch;
    }

    /**
     * The problems of all route files of a folder, sorted by file and line.
     *
     * @throws IOException when the folder cannot be listed
     */
    public List<RouteProblem> check(Path folder) throws IOException {
        List<RouteProblem> problems = new ArrayList<>();
        List<RouteText> texts = RouteText.readAll(folder, problems);
        problems.addAll(check(texts));
        return sorted(problems);
    }

    /** The problems of these files together. */
    List<RouteProblem> check(Collection<RouteText> files) {
        List<RouteProblem> problems = new ArrayList<>();
        Map<RouteText, YamlTree> trees = new LinkedHashMap<>();
        Map<RouteText, RouteNames> names = new LinkedHashMap<>();
        for (RouteText file : files) {
            try {
                YamlTree tree = YamlTree.of(file);
                names.put(file, RouteNames.of(tree));
                List<RouteProblem> misfits = schema.check(file, tree);
                problems.addAll(misfits);
                if (misfits.isEmpty()) {
                    trees.put(file, tree);
                }
            } catch (YamlTree.Unreadable e) {
                problems.add(e.problem());
            }
        }
        try (Scratch.Context context = scratch.open()) {
            NameCheck check = new NameCheck(context.context());
            problems.addAll(check.duplicates(names));
            // An endpoint may be missing only because the file that has it cannot be read.
            if (names.size() == files.size()) {
                problems.addAll(check.missing(names));
            }
            new RouteTrial(context.context())
                    .problems(trees, names).stream()
                            .filter(problem -> problems.stream()
                                    .noneMatch(known -> known.file().equals(problem.file())))
                            .forEach(problems::add);
        } catch (Exception e) {
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
        return sorted(problems);
    }

    private static List<RouteProblem> sorted(List<RouteProblem> problems) {
        return problems.stream()
                .sorted(Comparator.comparing(RouteProblem::file).thenComparingInt(RouteProblem::line))
                .toList();
    }
}
