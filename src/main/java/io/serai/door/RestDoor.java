package io.serai.door;

import io.serai.config.HttpSettings;
import io.serai.config.ProgramSettings;
import io.serai.config.Settings;
import io.serai.http.HttpEngine;
import io.serai.http.HttpLimits;
import io.serai.retry.Calls;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.spi.Registry;

/** Binds what {@code door-rest.camel.yaml} calls: {@code serai-rest-*}. */
public final class RestDoor {
    private RestDoor() {}

    /**
     * Gives this context the engine of its {@code platform-http} routes and the steps of the REST door.
     *
     * @param workers runs the routes; a call holds its thread while an upstream works
     */
    public static void install(CamelContext context, Settings settings, int port, Executor workers) throws Exception {
        AccessKeys keys = AccessKeys.of(settings);
        HttpEngine engine =
                new HttpEngine(context, limits(settings, port), new RestAccess(keys), RestProblem::write, workers);
        context.getRegistry().bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, engine);
        context.addService(engine, true, true);
        context.addStartupListener(engine);
        Calls calls = context.getRegistry().lookupByNameAndType(Calls.NAME, Calls.class);
        calls.register(new AccessListener(keys));
        bind(context, "serai-rest-open", RestOpen::open);
        bind(context, "serai-rest-json", RestJson::read);
        bind(context, "serai-rest-upload", RestUpload::read);
        bind(context, "serai-rest-storage-key", RestObject::request);
        bind(context, "serai-rest-storage-delete", RestObject::key);
        bind(context, "serai-rest-storage-new", RestObject::upload);
        bind(context, "serai-rest-cache-key", RestParameters::cacheKey);
        bind(context, "serai-rest-cache-value", RestCacheValue::read);
        bind(context, "serai-rest-reply", RestReply::write);
        bind(context, "serai-rest-problem", RestProblem::write);
        bind(context, "serai-openai-chat", OpenAiRequest::chat);
        bind(context, "serai-openai-image", OpenAiRequest::image);
        bind(context, "serai-openai-speech", OpenAiRequest::speech);
        bind(context, "serai-openai-embeddings", OpenAiRequest::embeddings);
        bind(context, "serai-openai-models", new OpenAiModels(keys));
        bind(context, "serai-openai-reply", OpenAiReply::write);
        bind(context, "serai-openai-problem", OpenAiReply::problem);
        bind(context, "serai-rest-unknown", RestUnknown::refuse);
    }

    private static HttpLimits limits(Settings settings, int port) {
        return new HttpLimits(
                settings.get(ProgramSettings.HOST),
                port,
                settings.get(ProgramSettings.MAX_BODY),
                settings.get(ProgramSettings.MAX_UPLOAD),
                settings.get(HttpSettings.MAX_CALLS),
                settings.get(HttpSettings.KEEP_ALIVE),
                settings.get(HttpSettings.CLIENT_TIMEOUT),
                settings.find(HttpSettings.CORS_ORIGINS).orElse(List.of()));
    }

    private static void bind(CamelContext context, String name, Processor processor) {
        Registry registry = context.getRegistry();
        registry.bind(name, processor);
    }
}
