package io.serai;

import io.serai.config.AccessSettings;
import io.serai.config.CostSettings;
import io.serai.config.ProgramSettings;
import io.serai.config.Settings;
import io.serai.config.Upstream;
import io.serai.console.FolderView;
import io.serai.ledger.Spend;
import io.serai.redis.RedisConnection;
import io.serai.watch.CallWatch;
import io.serai.watch.ServiceStats;
import io.serai.watch.UpstreamControl;
import io.serai.watch.UpstreamStats;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** What the console shows, gathered when it asks. */
final class ConsoleState {
    private final Monitoring monitoring;
    private final String door;
    private final FolderView folder;

    ConsoleState(Monitoring monitoring, String door) {
        this.monitoring = monitoring;
        this.door = door;
        this.folder = new FolderView(monitoring.settings().get(ProgramSettings.DATA));
    }

    Object now() {
        Settings settings = monitoring.settings();
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("sandbox", monitoring.upstreams().sandbox());
        state.put("door", door);
        state.put("needs_key", needsKey(settings));
        state.put("currency", settings.get(CostSettings.CURRENCY));
        state.put("rate", settings.get(CostSettings.RATE));
        Map<String, ServiceStats.Figures> services = new LinkedHashMap<>();
        monitoring.stats().services().forEach((name, stats) -> services.put(name, stats.figures()));
        state.put("services", services);
        state.put(
                "upstreams",
                monitoring.upstreams().all().stream().map(this::upstream).toList());
        state.put(
                "running",
                monitoring.watch().running().stream().map(ConsoleState::running).toList());
        state.put("recent", monitoring.recent().calls());
        state.put("series", monitoring.steps());
        state.put("folder", folder.state());
        state.put("routes", monitoring.notInForce());
        state.put("spend", spend());
        state.put("budgets", monitoring.budgets().states());
        state.put("cache", cache());
        return state;
    }

    private static boolean needsKey(Settings settings) {
        return !settings.find(AccessSettings.API_KEYS).orElse(List.of()).isEmpty()
                || !settings.names(AccessSettings.ACCESS_KEY).isEmpty();
    }

    private Map<String, Object> upstream(Upstream upstream) {
        UpstreamStats.Figures figures = Objects.requireNonNull(
                        monitoring.stats().upstreams().get(upstream.name()))
                .figures();
        UpstreamControl control = monitoring.control(upstream.name());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", upstream.name());
        shown.put("requests", figures.requests());
        shown.put("failures", figures.failures());
        shown.put("retries", figures.retries());
        shown.put("p95", figures.p95());
        shown.put("failing", figures.failing());
        shown.put("last_outcome", figures.lastOutcome());
        shown.put("breaker", control.breaker());
        shown.put("keys", control.keys());
        shown.put("limits", control.limits());
        return shown;
    }

    private static Map<String, Object> running(CallWatch.Running running) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", running.call().id());
        shown.put("operation", running.call().operation());
        shown.put("key", running.call().tenant());
        shown.put("ms", running.millis());
        if (running.call().hasTarget()) {
            shown.put("upstream", running.call().target().upstream().name());
            shown.put("model", running.call().target().model());
        }
        return shown;
    }

    private Map<String, Object> cache() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("kept", monitoring.keptReplies());
        long hits = 0;
        long lookups = 0;
        for (ServiceStats stats : monitoring.stats().services().values()) {
            ServiceStats.Figures figures = stats.figures();
            hits += figures.hits();
            lookups += figures.lookups();
        }
        shown.put("hits", hits);
        shown.put("lookups", lookups);
        RedisConnection redis = monitoring.redis();
        if (redis != null) {
            shown.put("redis", redis.nodes());
            shown.put("problem", redis.problem());
        }
        return shown;
    }

    private Map<String, Object> spend() {
        LocalDate today = monitoring.ledger().today();
        Predicate<Spend.Row> month = row -> !row.day().isBefore(today.withDayOfMonth(1));
        Spend spend = monitoring.ledger().spend();
        return Map.of(
                "today", spend.sum(row -> row.day().equals(today)),
                "month", spend.sum(month),
                "by_model", spend.by(Spend.Row::model, month),
                "by_key", spend.by(Spend.Row::key, month),
                "by_tag", spend.by(Spend.Row::tag, month));
    }
}
