package io.serai.reload;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML document with the line of each of its nodes. */
final class YamlTree {
    private final Node root;
    private final JsonNode json;

    private YamlTree(Node root, JsonNode json) {
        this.root = root;
        this.json = json;
    }

    /** A file that is no YAML, or nothing. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient RouteProblem problem;

        Unreadable(RouteProblem problem) {
            super(problem.message());
            this.problem = problem;
        }

        RouteProblem problem() {
            return problem;
        }
    }

    static YamlTree of(RouteText file) throws Unreadable {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setCodePointLimit((int) RouteText.MAX_SIZE)
                .build();
        try {
            Node root = new Compose(settings)
                    .composeString(file.text())
                    .orElseThrow(() -> new Unreadable(new RouteProblem(file.name(), 1, "is empty")));
            return new YamlTree(root, Json.tree(new Load(settings).loadFromString(file.text())));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new Unreadable(new RouteProblem(file.name(), line, "is not YAML: " + e.getProblem()));
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw new Unreadable(new RouteProblem(file.name(), 1, "is not YAML: " + firstLine(e)));
        }
    }

    static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }

    JsonNode json() {
        return json;
    }

    Node root() {
        return root;
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /** The line of the node at a path of keys and indexes, or of the deepest one on the way that exists. */
    int line(List<String> path) {
        Node node = root;
        int line = line(root);
        for (String step : path) {
            Node child = child(node, step);
            if (child == null) {
                return line;
            }
            line = line(keyOr(node, step, child));
            node = child;
        }
        return line;
    }

    private static Node keyOr(Node node, String step, Node fallback) {
        if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                if (step.equals(text(entry.getKeyNode()))) {
                    return entry.getKeyNode();
                }
            }
        }
        return fallback;
    }

    static @Nullable Node child(Node node, String step) {
        if (node instanceof SequenceNode list) {
            int index = step.matches("\\d{1,9}") ? Integer.parseInt(step) : -1;
            return index >= 0 && index < list.getValue().size()
                    ? list.getValue().get(index)
                    : null;
        }
        if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                if (step.equals(text(entry.getKeyNode()))) {
                    return entry.getValueNode();
                }
            }
        }
        return null;
    }

    static @Nullable String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : null;
    }

    /** The entries of the document, which is a list: what kind each is, and its content. */
    void entries(BiConsumer<String, Node> each) {
        if (root instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                if (item instanceof MappingNode map) {
                    for (NodeTuple entry : map.getValue()) {
                        each.accept(String.valueOf(text(entry.getKeyNode())), entry.getValueNode());
                    }
                }
            }
        }
    }

    /** All texts below a node that are values, not keys. */
    static Stream<ScalarNode> scalars(Node node) {
        if (node instanceof ScalarNode scalar) {
            return Stream.of(scalar);
        }
        List<Node> children = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            children.addAll(list.getValue());
        } else if (node instanceof MappingNode map) {
            map.getValue().forEach(entry -> children.add(entry.getValueNode()));
        }
        return children.stream().flatMap(YamlTree::scalars);
    }
}
