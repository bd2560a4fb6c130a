package io.serai;

import io.serai.cache.CacheRoutes;
import io.serai.config.CacheSettings;
import io.serai.config.HostSettings;
import io.serai.config.ProgramSettings;
import io.serai.config.RetrySettings;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.config.StorageSettings;
import io.serai.config.Upstream;
import io.serai.config.Upstreams;
import io.serai.error.ErrorDetail;
import io.serai.error.UpstreamException;
import io.serai.guard.Guards;
import io.serai.image.ImageRoutes;
import io.serai.llm.LlmRoutes;
import io.serai.llm.ModelCatalog;
import io.serai.local.FolderStore;
import io.serai.local.LocalCache;
import io.serai.local.LocalCacheRoutes;
import io.serai.openai.OpenAiRoutes;
import io.serai.openai.UpstreamModels;
import io.serai.qiniu.KodoStore;
import io.serai.redis.RedisCacheRoutes;
import io.serai.redis.RedisConnection;
import io.serai.redis.RedisHealthCheck;
import io.serai.redis.RedisReplies;
import io.serai.retry.Backoff;
import io.serai.retry.Calls;
import io.serai.retry.HandsToCaller;
import io.serai.retry.RedeliveryScheduler;
import io.serai.retry.RetryBudgets;
import io.serai.retry.StopRetries;
import io.serai.retry.UpstreamPolicy;
import io.serai.retry.Workers;
import io.serai.reuse.Reuse;
import io.serai.s3.S3Store;
import io.serai.sandbox.Sandbox;
import io.serai.storage.ObjectStore;
import io.serai.storage.StorageRoutes;
import io.serai.storage.StoreOnFirstUse;
import io.serai.tts.TtsRoutes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.jspecify.annotations.Nullable;

/** Puts the services, their policy and the configured vendors into one Camel context, and owns what they share. */
final class Assembly implements AutoCloseable {
    private final Settings settings;
    private final ExecutorService workers = Workers.start("serai-worker");
    private final RedeliveryScheduler redelivery = new RedeliveryScheduler(workers);
    private final ScheduledExecutorService timer = Workers.timer("serai-timer");
    private final Upstreams upstreams;
    private final ObjectStore store;
    private final @Nullable RedisConnection redis;
    private final @Nullable CamelContext host;
    private final Monitoring monitoring;
    private @Nullable Sandbox sandbox;
    private @Nullable Serai door;

    /**
     * @param storageUrl under which objects of the local folder can be fetched; null when no door serves them
     */
    Assembly(Settings settings, @Nullable URI storageUrl) {
        this(settings, store(settings, storageUrl), null);
    }

    private Assembly(Settings settings, ObjectStore store, @Nullable CamelContext host) {
        this.settings = settings;
        this.host = host;
        this.store = store;
        // Another's context may start with placeholders for keys, and only to be looked at.
        if (host == null && settings.get(StorageSettings.STORAGE_CHECK)) {
            store.check();
        }
        this.redis = redis(settings, host);
        this.upstreams = host != null && Upstreams.isSandboxByDefault(settings)
                ? Upstreams.none()
                : Upstreams.of(settings, () -> {
                    sandbox = Sandbox.start();
                    return sandbox.baseUrl();
                });
        this.monitoring = new Monitoring(settings, upstreams, redis, host != null);
    }

    /**
     * For a context that is somebody else's. It gets no port and no folder that its settings do not ask for: without a key the
     * sandbox must be asked for by {@code serai.mode}, and the storage folder is made by the first object.
     */
    static Assembly embedded(Settings settings, CamelContext host) {
        boolean folder = settings.get(StorageSettings.STORAGE_BACKEND).equals("local");
        return new Assembly(
                settings, folder ? new StoreOnFirstUse(() -> storeOrFail(settings)) : store(settings, null), host);
    }

    private static ObjectStore storeOrFail(Settings settings) {
        try {
            return store(settings, null);
        } catch (SettingException e) {
            throw new UpstreamException(String.valueOf(e.getMessage()), ErrorDetail.of("storage"), e);
        }
    }

    private static ObjectStore store(Settings settings, @Nullable URI storageUrl) {
        if (settings.get(StorageSettings.STORAGE_BACKEND).equals("qiniu")) {
            return KodoStore.of(settings);
        }
        if (settings.get(StorageSettings.STORAGE_BACKEND).equals("s3")) {
            return S3Store.of(settings);
        }
        Path folder = settings.get(ProgramSettings.DATA)
                .resolve("storage")
                .toAbsolutePath()
                .normalize();
        URI base = settings.find(StorageSettings.STORAGE_PUBLIC_URL)
                .orElseGet(() -> storageUrl == null ? folder.toUri() : storageUrl);
        try {
            return new FolderStore(folder, base);
        } catch (IOException e) {
            throw new SettingException("serai.data: the folder " + folder + " cannot be used (" + e.getMessage() + ")");
        }
    }

    /** By {@code serai.redis.url}, or else the host's own. */
    private static @Nullable RedisConnection redis(Settings settings, @Nullable CamelContext host) {
        if (settings.find(CacheSettings.REDIS_URL).isPresent()) {
            return RedisConnection.of(settings);
        }
        return host == null || !settings.get(HostSettings.USE_REDIS) ? null : HostsRedis.find(host, settings);
    }

    @Nullable
    RedisConnection redis() {
        return redis;
    }

    Upstreams upstreams() {
        return upstreams;
    }

    Monitoring monitoring() {
        return monitoring;
    }

    ExecutorService workers() {
        return workers;
    }

    /** Adds the routes to a context that is not started yet. */
    void install(CamelContext context) throws Exception {
        if (host == null) {
            context.getPropertiesComponent().addPropertiesSource(new SettingsSource(settings));
        }
        context.getRegistry().bind(UpstreamPolicy.SCHEDULER, redelivery);
        RetryBudgets budgets = new RetryBudgets(upstreams.all(), settings.get(RetrySettings.RETRY_RESERVE));
        context.addRoutes(policy(budgets));
        for (Upstream upstream : upstreams.all()) {
            context.addRoutes(new OpenAiRoutes(upstream, timer));
        }
        Calls calls = new Calls(settings, upstreams);
        context.getRegistry().bind(Calls.NAME, calls);
        StopRetries stop = new StopRetries(redelivery);
        context.getManagementStrategy().addEventNotifier(stop);
        calls.register(stop);
        Guards guards = new Guards(upstreams.all(), settings, budgets);
        context.getRegistry().bind(Guards.NAME, guards);
        calls.register(guards);
        calls.register(budgets);
        monitoring.install(context, calls, guards::of);
        Reuse reuse = new Reuse(settings, redis == null ? null : RedisReplies.on(redis), workers, timer);
        monitoring.onFlush(reuse::forget);
        monitoring.onKept(reuse::kept);
        context.addRoutes(new LlmRoutes(calls, reuse));
        context.getRegistry().bind(ModelCatalog.NAME, new UpstreamModels(upstreams));
        context.addRoutes(new ImageRoutes(calls, reuse));
        context.addRoutes(new TtsRoutes(calls, reuse));
        context.addRoutes(new StorageRoutes(calls, store, reuse));
        context.addRoutes(new CacheRoutes(calls, redis == null ? "local" : "redis", reuse));
        context.addRoutes(
                redis == null ? new LocalCacheRoutes(new LocalCache(cacheSize())) : new RedisCacheRoutes(redis));
        if (redis != null) {
            RedisHealthCheck.register(context, redis);
        }
        handToCaller(context);
        context.getCamelContextExtension().addContextPlugin(Assembly.class, this);
    }

    /** A failure that leaves an operation is the caller's: its own error handler may still act on it. */
    private static void handToCaller(CamelContext context) {
        for (Operation operation : Operation.values()) {
            context.getCamelContextExtension()
                    .getContextPlugin(Model.class)
                    .getRouteDefinition(operation.id())
                    .routePolicy(new HandsToCaller());
        }
    }

    /** The Java door of the context that this was installed in. */
    synchronized Serai door(CamelContext context) {
        Serai made = door == null ? new Serai(this, context) : door;
        door = made;
        return made;
    }

    /** What is configured may be more than this JVM can spare. */
    private long cacheSize() {
        return Math.min(
                settings.get(CacheSettings.CACHE_MAX_SIZE), Runtime.getRuntime().maxMemory() / 4);
    }

    private UpstreamPolicy policy(RetryBudgets budgets) {
        Backoff backoff = new Backoff(
                settings.get(RetrySettings.RETRY_MIN_WAIT),
                settings.get(RetrySettings.RETRY_MAX_WAIT),
                settings.get(RetrySettings.RETRY_JITTER));
        return new UpstreamPolicy(
                settings.get(RetrySettings.RETRY_MAX_ATTEMPTS),
                backoff,
                settings.get(RetrySettings.RETRY_MAX_HINT),
                budgets);
    }

    /** To be called when the context has stopped. */
    @Override
    public void close() {
        monitoring.close();
        redelivery.shutdownNow();
        timer.shutdownNow();
        workers.shutdownNow();
        store.close();
        if (redis != null) {
            redis.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
