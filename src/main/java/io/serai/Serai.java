package io.serai;

import io.serai.cache.CacheService;
import io.serai.config.Settings;
import io.serai.image.ImageService;
import io.serai.llm.LlmService;
import io.serai.storage.StorageService;
import io.serai.tts.TtsService;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The Java door: all services, in a Camel context of their own, or of {@link #of an application's}. Opens no port and watches
 * no folder. Thread-safe; make one and keep it.
 *
 * <pre>{@code
 * try (Serai serai = Serai.start()) {
 *     System.out.println(serai.llm().chatCompletion("Why do camels have humps?"));
 * }
 * }</pre>
 */
public final class Serai implements AutoCloseable {
    private final Assembly assembly;
    private final CamelContext context;
    private final ProducerTemplate template;
    private final LlmService llm;
    private final ImageService image;
    private final TtsService tts;
    private final StorageService storage;
    private final CacheService cache;
    private boolean owner;

    Serai(Assembly assembly, CamelContext context) {
        this.assembly = assembly;
        this.context = context;
        this.template = context.createProducerTemplate();
        OperationCaller caller = new OperationCaller(template, assembly.workers());
        this.llm = new LlmService(caller);
        this.image = new ImageService(caller);
        this.tts = new TtsService(caller);
        this.storage = new StorageService(caller);
        this.cache = new CacheService(caller);
    }

    /** Starts with the settings of the environment, the system properties and {@code application.properties}. */
    public static Serai start() {
        return start(SettingsFile.inThisFolder());
    }

    /**
     * Starts with exactly these settings, such as {@code serai.mode=sandbox}.
     *
     * @throws io.serai.config.SettingException when one is unknown or has a value that is not allowed
     */
    public static Serai start(Map<String, String> settings) {
        return start(Settings.of(settings));
    }

    /**
     * The services of an application's own context, which has Serai on its class path. They end with that context.
     *
     * @throws IllegalStateException when the context has no Serai: it is not started, or {@code serai.enabled} is false
     */
    public static Serai of(CamelContext context) {
        Assembly assembly = context.getCamelContextExtension().getContextPlugin(Assembly.class);
        if (assembly == null) {
            throw new IllegalStateException("the context " + context.getName()
                    + " has no Serai: start it first, with Serai on its class path and serai.enabled not false");
        }
        return assembly.door(context);
    }

    private static Serai start(Settings settings) {
        Assembly assembly = new Assembly(settings, null);
        DefaultCamelContext context = new DefaultCamelContext();
        try {
            assembly.install(context);
            context.start();
            Serai serai = assembly.door(context);
            serai.owner = true;
            return serai;
        } catch (Exception e) {
            context.stop();
            assembly.close();
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    public LlmService llm() {
        return llm;
    }

    public ImageService image() {
        return image;
    }

    public TtsService tts() {
        return tts;
    }

    public StorageService storage() {
        return storage;
    }

    public CacheService cache() {
        return cache;
    }

    /** The context that the operations live in, to add routes of one's own. */
    public CamelContext context() {
        return context;
    }

    /** Waits for the calls under way, then frees everything. Does nothing in an application's own context. */
    @Override
    public void close() {
        if (!owner) {
            return;
        }
        template.stop();
        context.stop();
        assembly.close();
    }
}
