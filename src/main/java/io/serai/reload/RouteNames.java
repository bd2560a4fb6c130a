package io.serai.reload;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What the routes of one file are called, what they start from, and what they need; each with its line.
 *
 * @param routes ids of routes
 * @param entries names of the {@code direct:} endpoints that routes start from
 * @param calls names of the {@code direct:} endpoints that routes send to, as far as they are written out
 * @param shared ids of templates, configurations and beans, which routes of other files may use
 * @param forAll whether there is a configuration that applies to routes of all files
 */
record RouteNames(
        Map<String, Integer> routes,
        Map<String, Integer> entries,
        Map<String, Integer> calls,
        Set<String> shared,
        boolean forAll) {
    private static final Pattern DIRECT = Pattern.compile("direct:(?://)?([^?${}]+)(\\?.*)?");

    static RouteNames of(YamlTree tree) {
        RouteNames names = new RouteNames(
                new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>(), false);
        boolean[] forAll = {false};
        tree.entries((kind, content) -> {
            Node id = YamlTree.child(content, "id");
            switch (kind) {
                case "route" -> names.route(id, content, YamlTree.child(content, "from"));
                case "from" -> names.route(YamlTree.child(content, "id"), content, content);
                case "routeTemplate" -> names.share(id);
                case "routeConfiguration" -> {
                    names.share(id);
                    forAll[0] |= id == null;
                }
                case "beans" -> names.beans(content);
                default -> names.calls(content);
            }
        });
        return new RouteNames(names.routes, names.entries, names.calls, names.shared, forAll[0]);
    }

    private void route(@Nullable Node id, Node content, @Nullable Node from) {
        String name = YamlTree.text(id);
        if (name != null && id != null) {
            routes.put(name, YamlTree.line(id));
        }
        Node uri = from == null ? null : YamlTree.child(from, "uri");
        String entry = uri == null ? null : direct(YamlTree.text(uri));
        calls(content);
        if (entry != null && uri != null) {
            entries.put(entry, YamlTree.line(uri));
        }
    }

    private void calls(Node content) {
        if (content instanceof MappingNode map) {
            map.getValue().forEach(entry -> {
                String key = String.valueOf(YamlTree.text(entry.getKeyNode()));
                String target = direct(YamlTree.text(entry.getValueNode()));
                if (target != null && (key.equals("to") || key.equals("wireTap"))) {
                    calls.putIfAbsent(target, YamlTree.line(entry.getValueNode()));
                } else if (target != null && key.equals("uri")) {
                    calls.putIfAbsent(target, YamlTree.line(entry.getValueNode()));
                } else if (key.equals("from")) {
                    Node steps = YamlTree.child(entry.getValueNode(), "steps");
                    if (steps != null) {
                        calls(steps);
                    }
                } else {
                    calls(entry.getValueNode());
                }
            });
        } else if (content instanceof SequenceNode list) {
            list.getValue().forEach(this::calls);
        }
    }

    private void beans(Node content) {
        if (content instanceof SequenceNode list) {
            list.getValue().forEach(bean -> share(YamlTree.child(bean, "name")));
        }
    }

    private void share(@Nullable Node id) {
        String name = YamlTree.text(id);
        if (name != null) {
            shared.add(name);
        }
    }

    private static @Nullable String direct(@Nullable String uri) {
        Matcher m = DIRECT.matcher(uri == null ? "" : uri);
        return m.matches() ? m.group(1) : null;
    }
}
