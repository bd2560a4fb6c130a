package io.serai.reload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;

/** Names that are given twice, and names that nobody has. */
final class NameCheck {
    private static final String DIRECT = "direct:";

    private final Map<String, String> routes = new HashMap<>();
    private final Map<String, String> entries = new HashMap<>();

    /**
     * @param context with the routes that are no files: their names are taken
     */
    NameCheck(CamelContext context) {
        for (RouteDefinition route :
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions()) {
            routes.put(route.getRouteId(), "Serai itself");
            String uri = route.getInput().getEndpointUri();
            if (uri.startsWith(DIRECT)) {
                entries.put(uri.substring(DIRECT.length()), "Serai itself");
            }
        }
    }

    List<RouteProblem> duplicates(Map<RouteText, RouteNames> files) {
        List<RouteProblem> problems = new ArrayList<>();
        files.forEach((file, names) -> {
            names.routes().forEach((id, line) -> add(problems, routes, id, file, line, "the route id '"));
            names.entries()
                    .forEach((entry, line) -> add(problems, entries, entry, file, line, "the endpoint 'direct:"));
        });
        return problems;
    }

    private static void add(
            List<RouteProblem> problems,
            Map<String, String> known,
            String name,
            RouteText file,
            int line,
            String what) {
        String owner = known.putIfAbsent(name, file.name());
        if (owner != null) {
            problems.add(new RouteProblem(
                    file.name(), line, what + name + "' is already taken by " + owner + "; choose another name"));
        }
    }

    /** To be asked after {@link #duplicates}, which learns all names. */
    List<RouteProblem> missing(Map<RouteText, RouteNames> files) {
        List<RouteProblem> problems = new ArrayList<>();
        Set<String> known = new HashSet<>(entries.keySet());
        files.forEach((file, names) -> names.calls().forEach((target, line) -> {
            if (!known.contains(target)) {
                problems.add(new RouteProblem(
                        file.name(),
                        line,
                        "no route starts from 'direct:" + target + "'"
                                + io.serai.config.DidYouMean.hint(target, new TreeSet<>(known))));
            }
        }));
        return problems;
    }
}
