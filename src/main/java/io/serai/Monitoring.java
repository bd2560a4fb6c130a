package io.serai;

import io.serai.budget.BudgetStore;
import io.serai.budget.Budgets;
import io.serai.budget.LocalBudgetStore;
import io.serai.config.CostSettings;
import io.serai.config.ProgramSettings;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.config.Upstreams;
import io.serai.error.Redaction;
import io.serai.ledger.Accountant;
import io.serai.ledger.Ledger;
import io.serai.price.PriceTable;
import io.serai.redis.RedisBudgetStore;
import io.serai.redis.RedisConnection;
import io.serai.retry.Calls;
import io.serai.trace.Traces;
import io.serai.watch.CallLog;
import io.serai.watch.CallWatch;
import io.serai.watch.Recent;
import io.serai.watch.Series;
import io.serai.watch.Stats;
import io.serai.watch.UpstreamControl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** Money and monitoring: what follows every call, and what shows it. */
final class Monitoring implements AutoCloseable {
    private final Settings settings;
    private final Upstreams upstreams;
    private final Clock clock = Clock.systemUTC();
    private final @Nullable RedisConnection redis;
    private final Ledger ledger;
    private final PriceTable prices;
    private final Budgets budgets;
    private final CallWatch watch = new CallWatch(clock);
    private final Stats stats;
    private final Series series = new Series(clock);
    private final Recent recent = new Recent();
    private final List<Supplier<String>> flushers = new CopyOnWriteArrayList<>();
    private volatile LongSupplier kept = () -> 0;
    private volatile Supplier<String> reloader = () -> "there are no route files to read anew";
    private volatile Supplier<List<String>> notInForce = List::of;
    private Function<String, UpstreamControl> controls = name -> {
        throw new IllegalStateException("not installed yet");
    };
    private final AtomicBoolean watching = new AtomicBoolean();
    private @Nullable MonitoringBeans beans;
    private @Nullable Runnable meters;

    /**
     * @param embedded whether the context is somebody else's, who gets no folder without asking
     */
    Monitoring(Settings settings, Upstreams upstreams, @Nullable RedisConnection redis, boolean embedded) {
        Redaction.hide(settings.secrets().stream()
                .flatMap(secret -> Redaction.parts(secret).stream())
                .toList());
        this.settings = settings;
        this.upstreams = upstreams;
        this.redis = redis;
        this.prices = PriceTable.of(settings);
        this.ledger = ledger(settings, clock, embedded);
        BudgetStore own = new LocalBudgetStore(Budgets.from(settings, ledger.spend()::counted, clock));
        this.budgets = new Budgets(settings, redis == null ? own : new RedisBudgetStore(redis, own), clock);
        this.stats = new Stats(upstreams.all(), clock);
        watch.add(stats);
        watch.add(series);
        watch.add(recent);
        if (settings.get(ProgramSettings.LOG_CALLS)) {
            watch.add(new CallLog());
        }
    }

    private static Ledger ledger(Settings settings, Clock clock, boolean embedded) {
        String wanted = settings.get(CostSettings.LEDGER);
        if (wanted.equals("off") || (embedded && wanted.equals("auto"))) {
            return Ledger.inMemory(clock);
        }
        Path folder = settings.get(ProgramSettings.DATA).resolve("ledger");
        try {
            return Ledger.open(folder, clock);
        } catch (IOException e) {
            throw new SettingException(
                    "serai.data: the ledger in " + folder.toAbsolutePath().normalize() + " cannot be used ("
                            + e.getMessage() + "); mend that, or set serai.cost.ledger=off");
        }
    }

    /** To be called before the routes are added: listeners hear only of calls that are opened later. */
    void install(CamelContext context, Calls calls, Function<String, UpstreamControl> upstreamControls)
            throws Exception {
        controls = upstreamControls;
        // First the watch, so that it hears of what the accountant refuses.
        calls.register(watch);
        calls.register(new Accountant(settings, prices, ledger, budgets));
        context.addStartupListener((started, already) -> {
            // Camel calls a listener again whenever a route is added; calls would then be counted twice.
            if (watching.getAndSet(true)) {
                return;
            }
            if (onClassPath(started, "io.opentelemetry.api.OpenTelemetry")) {
                Traces.in(started, settings.get(ProgramSettings.TRACE_CONTENT)).ifPresent(calls::registerEach);
            }
            if (onClassPath(started, "io.micrometer.core.instrument.MeterRegistry")) {
                meters = MonitoringMeters.start(started, this);
            }
            if (onClassPath(started, "org.apache.camel.management.JmxManagementStrategy")) {
                beans = MonitoringBeans.start(started, this);
            }
            if (onClassPath(started, "org.apache.camel.impl.health.DefaultHealthCheckRegistry")) {
                MonitoringHealth.start(started, this);
            }
        });
    }

    /** What an embedder does not have must not be loaded. */
    private static boolean onClassPath(CamelContext context, String type) {
        return context.getClassResolver().resolveClass(type) != null;
    }

    /** Adds what flushing the cache means; answers what it did in a few words. */
    void onFlush(Supplier<String> flusher) {
        flushers.add(flusher);
    }

    /** Says where to ask how many replies are kept. */
    void onKept(LongSupplier count) {
        kept = count;
    }

    /** Replies that this process keeps to answer the same request again. */
    long keptReplies() {
        return kept.getAsLong();
    }

    @Nullable
    RedisConnection redis() {
        return redis;
    }

    /**
     * @param wrong what keeps route files from being in force
     */
    void onReload(Supplier<String> reloading, Supplier<List<String>> wrong) {
        reloader = reloading;
        notInForce = wrong;
    }

    List<String> notInForce() {
        return notInForce.get();
    }

    String flushCache() {
        return flushers.isEmpty()
                ? "nothing is kept"
                : flushers.stream().map(Supplier::get).collect(Collectors.joining("; "));
    }

    String reload() {
        return reloader.get();
    }

    Settings settings() {
        return settings;
    }

    Upstreams upstreams() {
        return upstreams;
    }

    PriceTable prices() {
        return prices;
    }

    UpstreamControl control(String upstream) {
        return controls.apply(upstream);
    }

    Ledger ledger() {
        return ledger;
    }

    Budgets budgets() {
        return budgets;
    }

    CallWatch watch() {
        return watch;
    }

    Stats stats() {
        return stats;
    }

    List<Series.Step> steps() {
        return series.steps();
    }

    Recent recent() {
        return recent;
    }

    @Override
    public void close() {
        if (beans != null) {
            beans.close();
        }
        if (meters != null) {
            meters.run();
        }
        ledger.close();
    }
}
