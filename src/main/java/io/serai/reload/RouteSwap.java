package io.serai.reload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/** The routes of files in a context, exchanged file by file. Routes that came from no file are never touched. */
final class RouteSwap {
    private final CamelContext context;
    private final Model model;
    private final RunningRoutes running;
    private final EntryRoutes entries;
    private final Map<String, Applied> applied = new TreeMap<>();
    private final Map<String, Turnstile> turnstiles = new HashMap<>();

    /** A file in force, and what it brought. */
    private record Applied(RouteText file, RouteNames names, Set<String> routes) {}

    RouteSwap(CamelContext context, Duration patience) {
        this.context = context;
        this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
        this.running = new RunningRoutes(context, patience);
        this.entries = new EntryRoutes(context);
    }

    /** The files in force. */
    Map<String, RouteText> files() {
        Map<String, RouteText> files = new LinkedHashMap<>();
        applied.forEach((name, file) -> files.put(name, file.file()));
        return files;
    }

    /** Files in force that use something that only these files bring. */
    List<RouteText> dependents(Collection<RouteText> changed) {
        Set<String> shared = new LinkedHashSet<>();
        boolean all = false;
        for (RouteText file : changed) {
            Applied before = applied.get(file.name());
            RouteNames after = names(file);
            shared.addAll(after.shared());
            all |= after.forAll();
            if (before != null) {
                shared.addAll(before.names().shared());
                all |= before.names().forAll();
            }
        }
        boolean everybody = all;
        return applied.values().stream()
                .map(Applied::file)
                .filter(file -> changed.stream().noneMatch(c -> c.name().equals(file.name())))
                .filter(file -> everybody || shared.stream().anyMatch(file.text()::contains))
                .toList();
    }

    /** Puts a file in force, in place of its earlier version. When that fails, the earlier version stays. */
    void apply(RouteText file) throws Exception {
        RouteBuilder builder = configured(file);
        Turnstile turnstile = turnstiles.computeIfAbsent(file.name(), name -> new Turnstile());
        List<RouteDefinition> opening = new ArrayList<>();
        for (RouteDefinition route : builder.getRouteCollection().getRoutes()) {
            RouteDefinition entry = entries.takeApart(route, turnstile);
            if (entry != null) {
                opening.add(entry);
            }
        }
        Applied before = applied.get(file.name());
        takeOut(before, names(file));
        try {
            put(file, builder, opening);
        } catch (Exception e) {
            if (before != null && !before.file().equals(file)) {
                takeOut(applied.get(file.name()), before.names());
                apply(before.file());
            }
            throw e;
        } finally {
            turnstile.open();
        }
        Applied after = applied.get(file.name());
        if (before != null && after != null) {
            for (String gone : before.routes()) {
                if (!after.routes().contains(gone)) {
                    entries.closeOf(gone);
                }
            }
        }
    }

    private void put(RouteText file, RouteBuilder builder, List<RouteDefinition> opening) throws Exception {
        Set<String> ids = new LinkedHashSet<>();
        Set<String> before = ids(model);
        try {
            if (builder instanceof RouteConfigurationsBuilder configurations) {
                configurations.updateRouteConfigurationsToCamelContext(context);
            }
            builder.addRoutesToCamelContext(context);
        } finally {
            ids.addAll(ids(model));
            ids.removeAll(before);
            applied.put(file.name(), new Applied(file, names(file), ids));
        }
        for (RouteDefinition entry : opening) {
            entries.open(entry);
        }
    }

    /** Takes a file out of force. */
    void remove(String name) throws Exception {
        Applied before = applied.get(name);
        if (before == null) {
            return;
        }
        for (String id : before.routes()) {
            entries.closeOf(id);
        }
        takeOut(before, null);
        turnstiles.remove(name);
        applied.remove(name);
    }

    private void takeOut(@Nullable Applied before, @Nullable RouteNames next) throws Exception {
        if (before == null) {
            return;
        }
        Turnstile turnstile = turnstiles.get(before.file().name());
        running.takeOut(before.routes(), turnstile == null ? new Turnstile() : turnstile);
        for (String shared : before.names().shared()) {
            RouteTemplateDefinition template = model.getRouteTemplateDefinition(shared);
            if (template != null) {
                model.removeRouteTemplateDefinition(template);
            }
            RouteConfigurationDefinition configuration = model.getRouteConfigurationDefinition(shared);
            if (configuration != null && (next == null || !next.shared().contains(shared))) {
                model.removeRouteConfiguration(configuration);
            }
        }
    }

    private RouteBuilder configured(RouteText file) throws Exception {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        for (RoutesBuilder made : PluginHelper.getRoutesLoader(extension).findRoutesBuilders(file.resource())) {
            if (made instanceof RouteBuilder builder) {
                builder.setCamelContext(context);
                builder.configureRoutes(context);
                return builder;
            }
        }
        throw new IllegalStateException(file.name() + " makes no routes");
    }

    private static RouteNames names(RouteText file) {
        try {
            return RouteNames.of(YamlTree.of(file));
        } catch (YamlTree.Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> ids(Model model) {
        Set<String> ids = new LinkedHashSet<>();
        model.getRouteDefinitions().forEach(route -> ids.add(route.getRouteId()));
        return ids;
    }
}
