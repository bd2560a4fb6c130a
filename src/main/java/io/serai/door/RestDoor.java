package io.serai.door;

import io.serai.config.ProgramSettings;
import io.serai.config.Settings;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;

/** Binds what {@code door-rest.camel.yaml} calls: {@code serai-rest-*}. */
public final class RestDoor {
    private RestDoor() {}

    public static void install(CamelContext context, Settings settings) {
        long maxBody = settings.get(ProgramSettings.MAX_BODY);
        long maxUpload = settings.get(ProgramSettings.MAX_UPLOAD);
        List<String> keys = settings.find(ProgramSettings.API_KEYS).orElse(List.of());
        bind(context, "serai-rest-open", new RestOpen(new RestAccess(keys)));
        bind(context, "serai-rest-json", new RestJson(maxBody));
        bind(context, "serai-rest-upload", new RestUpload(maxUpload));
        bind(context, "serai-rest-storage-key", RestParameters::storageKey);
        bind(context, "serai-rest-cache-key", RestParameters::cacheKey);
        bind(context, "serai-rest-cache-value", new RestCacheValue(maxBody));
        bind(context, "serai-rest-reply", RestReply::write);
        bind(context, "serai-rest-problem", RestProblem::write);
        bind(context, "serai-rest-unknown", RestUnknown::refuse);
    }

    private static void bind(CamelContext context, String name, Processor processor) {
        Registry registry = context.getRegistry();
        registry.bind(name, processor);
    }
}
