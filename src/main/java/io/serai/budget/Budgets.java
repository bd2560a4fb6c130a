package io.serai.budget;

import io.serai.config.CostSettings;
import io.serai.config.Setting;
import io.serai.config.Settings;
import io.serai.error.BudgetExceededException;
import io.serai.error.ErrorDetail;
import io.serai.meter.Cost;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The limits of the settings: what a request may cost is held back before it is sent, and settled when it has ended. */
public final class Budgets {
    private final List<Limit> limits;
    private final boolean refuseUnpriced;
    private final BudgetStore store;
    private final Clock clock;

    /** Money held back for one request. */
    public record Held(List<BudgetStore.Counter> counters, long amount) {
        static final Held NOTHING = new Held(List.of(), 0);
    }

    /** How one limit stands. */
    public record State(String setting, String key, String tag, String period, BigDecimal limit, BigDecimal spent) {}

    public Budgets(Settings settings, BudgetStore store, Clock clock) {
        this.limits = limits(settings);
        this.refuseUnpriced = settings.get(CostSettings.BUDGET_UNPRICED).equals("refuse");
        this.store = store;
        this.clock = clock;
    }

    /** What was spent before: the sums of the ledger. */
    public interface Spent {
        /**
         * US dollars of these days.
         *
         * @param key name of the access key, empty for all
         * @param tag what for, empty for all
         */
        BigDecimal on(Predicate<LocalDate> days, String key, String tag);
    }

    /** What counters begin with. */
    public static ToLongFunction<BudgetStore.Counter> from(Settings settings, Spent spent, Clock clock) {
        List<Limit> limits = limits(settings);
        return counter -> {
            Instant now = clock.instant();
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            return limits.stream()
                    .filter(limit -> limit.counter(now).name().equals(counter.name()))
                    .findFirst()
                    .map(limit -> nano(spent.on(day -> limit.covers(day, today), limit.key(), limit.tag())))
                    .orElse(0L);
        };
    }

    private static List<Limit> limits(Settings settings) {
        List<Limit> limits = new ArrayList<>();
        add(limits, settings, CostSettings.BUDGET_DAY, "", "", Limit.Period.DAY);
        add(limits, settings, CostSettings.BUDGET_MONTH, "", "", Limit.Period.MONTH);
        add(limits, settings, CostSettings.BUDGET_TOTAL, "", "", Limit.Period.TOTAL);
        ofKeys(limits, settings, CostSettings.BUDGET_KEY_DAY, Limit.Period.DAY);
        ofKeys(limits, settings, CostSettings.BUDGET_KEY_MONTH, Limit.Period.MONTH);
        ofKeys(limits, settings, CostSettings.BUDGET_KEY_TOTAL, Limit.Period.TOTAL);
        ofTags(limits, settings, CostSettings.BUDGET_TAG_DAY, Limit.Period.DAY);
        ofTags(limits, settings, CostSettings.BUDGET_TAG_MONTH, Limit.Period.MONTH);
        ofTags(limits, settings, CostSettings.BUDGET_TAG_TOTAL, Limit.Period.TOTAL);
        return List.copyOf(limits);
    }

    private static void ofKeys(
            List<Limit> limits, Settings settings, Setting<BigDecimal> template, Limit.Period period) {
        settings.names(template).forEach(name -> add(limits, settings, template.named(name), name, "", period));
    }

    private static void ofTags(
            List<Limit> limits, Settings settings, Setting<BigDecimal> template, Limit.Period period) {
        settings.names(template).forEach(name -> add(limits, settings, template.named(name), "", name, period));
    }

    private static void add(
            List<Limit> limits,
            Settings settings,
            Setting<BigDecimal> setting,
            String key,
            String tag,
            Limit.Period period) {
        settings.find(setting).ifPresent(usd -> limits.add(new Limit(setting.key(), key, tag, period, usd)));
    }

    /**
     * Holds back what a request may cost.
     *
     * @param key name of the caller's access key, empty when callers are not told apart
     * @param tag what the call is for, empty when nobody said
     * @throws BudgetExceededException when a limit leaves too little; says when it frees
     */
    public Held hold(String key, String tag, Cost guess, ErrorDetail detail) {
        Instant now = clock.instant();
        List<Limit> touched =
                limits.stream().filter(limit -> limit.binds(key, tag)).toList();
        if (touched.isEmpty()) {
            return Held.NOTHING;
        }
        BigDecimal usd = guess.usd();
        if (usd == null && refuseUnpriced) {
            throw new BudgetExceededException(
                    "a budget is set (" + touched.get(0).setting() + ") and this model has no price; give one in "
                            + CostSettings.PRICES.key() + ", or set " + CostSettings.BUDGET_UNPRICED.key() + "=allow",
                    detail.because("unpriced_model", "model"));
        }
        long amount = usd == null ? 0 : nano(usd);
        List<BudgetStore.Counter> counters =
                touched.stream().map(limit -> limit.counter(now)).toList();
        BudgetStore.Counter full = store.reserve(counters, amount);
        if (full != null) {
            throw exceeded(touched.get(counters.indexOf(full)), full, amount, detail, now);
        }
        return new Held(counters, amount);
    }

    private BudgetExceededException exceeded(
            Limit limit, BudgetStore.Counter full, long amount, ErrorDetail detail, Instant now) {
        String frees = limit.frees(now).map(at -> "it frees at " + at).orElse("it frees only when it is raised");
        Duration wait = limit.frees(now).map(at -> Duration.between(now, at)).orElse(null);
        return new BudgetExceededException(
                "the budget of " + limit.usd().toPlainString() + " USD (" + limit.setting() + ") is spent: "
                        + usd(store.get(full)) + " USD are spent or held back and this call may take " + usd(amount)
                        + "; " + frees,
                detail.answered(0, null, wait).because("budget_exceeded", null));
    }

    /** Puts what a request really cost in the place of what was held back; when nobody knows, that stays. */
    public void settle(Held held, Cost cost) {
        BigDecimal usd = cost.usd();
        if (!held.counters().isEmpty() && usd != null) {
            store.add(held.counters(), nano(usd) - held.amount());
        }
    }

    /** How all limits stand, for people. */
    public List<State> states() {
        Instant now = clock.instant();
        return limits.stream()
                .map(limit -> new State(
                        limit.setting(),
                        limit.key(),
                        limit.tag(),
                        limit.period().name().toLowerCase(java.util.Locale.ROOT),
                        limit.usd(),
                        usd(store.get(limit.counter(now)))))
                .toList();
    }

    private static long nano(BigDecimal usd) {
        return usd.movePointRight(9).setScale(0, RoundingMode.CEILING).longValueExact();
    }

    private static BigDecimal usd(long nano) {
        return BigDecimal.valueOf(nano, 9).stripTrailingZeros().setScale(6, RoundingMode.HALF_UP);
    }
}
