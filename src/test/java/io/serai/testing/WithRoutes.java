package io.serai.testing;

import io.serai.Serai;
import io.serai.config.Settings;
import io.serai.door.FolderDoor;
import io.serai.recipe.Recipes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Starts Serai with the recipes and, when asked, the folder door of {@code routes/}, as the program does. */
public final class WithRoutes {
    private WithRoutes() {}

    /** Settings of a test against this upstream; later ones win. */
    public static Map<String, String> settings(CountedSandbox upstream, String... keysAndValues) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "serai.mode", "live",
                "serai.upstream.openai.base-url", upstream.server().url() + "/v1",
                "serai.upstream.openai.api-key", LiveSerai.CANARY,
                "serai.retry.min-wait", "5ms",
                "serai.retry.max-wait", "20ms",
                "serai.folder.poll", "20ms",
                "serai.folder.settle", "50ms"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return settings;
    }

    public static Serai recipes(Map<String, String> settings) {
        return start(settings, "recipe-story", "recipe-article-to-audio");
    }

    public static Serai folder(Map<String, String> settings) {
        return start(settings, "recipe-story", "recipe-article-to-audio", "door-folder");
    }

    private static Serai start(Map<String, String> settings, String... routes) {
        Serai serai = Serai.start(settings);
        CamelContext context = serai.context();
        Settings values = Settings.of(settings);
        try {
            Recipes.install(context, values);
            if (List.of(routes).contains("door-folder")) {
                FolderDoor.install(context, values);
            }
            for (String route : routes) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.resolveMandatoryResource(
                                context, "classpath:io/serai/routes/" + route + ".camel.yaml"));
            }
            return serai;
        } catch (Exception e) {
            serai.close();
            throw new IllegalStateException(e);
        }
    }
}
