package io.serai.reload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.support.PluginHelper;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Makes each file's routes in a context that starts none, and says where it failed. */
final class RouteTrial {
    private final CamelContext context;

    RouteTrial(CamelContext context) {
        this.context = context;
    }

    List<RouteProblem> problems(Map<RouteText, YamlTree> trees, Map<RouteText, RouteNames> names) {
        List<RouteProblem> problems = new ArrayList<>();
        // What others may use comes first.
        trees.keySet().stream()
                .sorted(Comparator.comparing((RouteText file) -> !shares(names, file)))
                .forEach(file -> {
                    try {
                        PluginHelper.getRoutesLoader(context).loadRoutes(file.resource());
                    } catch (Exception | LinkageError e) {
                        YamlTree tree = trees.get(file);
                        if (tree != null) {
                            problems.add(new RouteProblem(file.name(), line(tree, e), reason(e)));
                        }
                    }
                });
        return problems;
    }

    private static boolean shares(Map<RouteText, RouteNames> names, RouteText file) {
        RouteNames of = names.get(file);
        return of != null && (of.forAll() || !of.shared().isEmpty());
    }

    /** The innermost message that says something; Camel wraps it in the whole route. */
    private static String reason(Throwable e) {
        String reason = YamlTree.firstLine(e);
        for (Throwable cause = e; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                String message = YamlTree.firstLine(cause);
                int due = message.lastIndexOf(" due to: ");
                reason = due < 0 ? message : message.substring(due + 9);
            }
        }
        return reason;
    }

    /** The line of the longest value in the failed route that the messages quote; else that of the route. */
    private static int line(YamlTree tree, Throwable failure) {
        StringBuilder messages = new StringBuilder();
        String routeId = null;
        for (Throwable cause = failure; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            if (cause instanceof FailedToCreateRouteException failed) {
                routeId = failed.getRouteId();
            } else {
                messages.append(cause.getMessage()).append('\n');
            }
        }
        Node[] route = {tree.root()};
        if (routeId != null) {
            String id = routeId;
            tree.entries((kind, content) -> {
                if (id.equals(YamlTree.text(YamlTree.child(content, "id")))) {
                    route[0] = content;
                }
            });
        }
        String text = messages.toString();
        return YamlTree.scalars(route[0])
                .filter(scalar -> scalar.getValue().length() > 2 && quoted(text, scalar.getValue()))
                .max(Comparator.comparingInt(
                        (ScalarNode scalar) -> scalar.getValue().length()))
                .map(YamlTree::line)
                .orElseGet(() -> YamlTree.line(route[0]));
    }

    private static boolean quoted(String messages, String value) {
        // Endpoints are quoted with two slashes and sorted options: their scheme and path must do.
        String uri = value.replaceFirst("^([a-z-]+):(?!/)", "$1://").replaceFirst("\\?.*", "");
        String name = value.startsWith("#") ? value.substring(1) : value;
        return messages.contains(value) || messages.contains(uri) || messages.contains(name);
    }
}
