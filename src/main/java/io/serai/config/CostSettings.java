package io.serai.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

/** Prices, the ledger and budgets. */
public final class CostSettings {
    private CostSettings() {}

    public static final Setting<Path> PRICES = Setting.of(
            "serai.cost.prices",
            Kind.FILE,
            null,
            "JSON file of your own prices, `{\"upstream/model\": {\"input\": 0.15, \"cached\": 0.075, \"output\": 0.6}}` in USD for one million tokens; they come before the built-in ones.");
    public static final Setting<String> CURRENCY = Setting.of(
            "serai.cost.currency", Kind.CURRENCY, "USD", "Currency that costs are shown in; the ledger keeps USD.");
    public static final Setting<BigDecimal> RATE = Setting.of(
            "serai.cost.rate", Kind.MONEY, "1", "How much of that currency one USD is, such as `7.1` for CNY.");
    public static final Setting<String> LEDGER = Setting.of(
            "serai.cost.ledger",
            Kind.oneOf("auto", "on", "off"),
            "auto",
            "Whether every request is written to `ledger/` in the data folder. `auto` is on, but off inside an application of your own. Without it spend is counted from this start on.");
    public static final Setting<BigDecimal> BUDGET_DAY =
            Setting.of("serai.budget.day", Kind.MONEY, null, "Most USD that all calls of a day (UTC) may cost.");
    public static final Setting<BigDecimal> BUDGET_MONTH =
            Setting.of("serai.budget.month", Kind.MONEY, null, "Most USD that all calls of a month (UTC) may cost.");
    public static final Setting<BigDecimal> BUDGET_TOTAL =
            Setting.of("serai.budget.total", Kind.MONEY, null, "Most USD that all calls may ever cost.");
    public static final Setting<BigDecimal> BUDGET_KEY_DAY = Setting.of(
            "serai.budget.key.<name>.day",
            Kind.MONEY,
            null,
            "Most USD that the calls of one access key may cost a day (UTC).");
    public static final Setting<BigDecimal> BUDGET_KEY_MONTH = Setting.of(
            "serai.budget.key.<name>.month",
            Kind.MONEY,
            null,
            "Most USD that the calls of one access key may cost a month (UTC).");
    public static final Setting<BigDecimal> BUDGET_KEY_TOTAL = Setting.of(
            "serai.budget.key.<name>.total",
            Kind.MONEY,
            null,
            "Most USD that the calls of one access key may ever cost.");
    public static final Setting<BigDecimal> BUDGET_TAG_DAY = Setting.of(
            "serai.budget.tag.<name>.day",
            Kind.MONEY,
            null,
            "Most USD that the calls with one tag may cost a day (UTC). A caller sets a tag by the header `x-serai-tag`, its key by `serai.access.<name>.tag`, a route by the exchange property `SeraiTag`.");
    public static final Setting<BigDecimal> BUDGET_TAG_MONTH = Setting.of(
            "serai.budget.tag.<name>.month",
            Kind.MONEY,
            null,
            "Most USD that the calls with one tag may cost a month (UTC).");
    public static final Setting<BigDecimal> BUDGET_TAG_TOTAL = Setting.of(
            "serai.budget.tag.<name>.total", Kind.MONEY, null, "Most USD that the calls with one tag may ever cost.");
    public static final Setting<Integer> BUDGET_REPLY_TOKENS = Setting.of(
            "serai.budget.reply-tokens",
            Kind.integer(1, 1_000_000),
            "2000",
            "Tokens of a reply that a budget holds back money for when the request sets no limit of its own.");
    public static final Setting<String> BUDGET_UNPRICED = Setting.of(
            "serai.budget.unpriced",
            Kind.oneOf("allow", "refuse"),
            "allow",
            "What becomes of a call to a model without a price when a budget is set.");

    static final List<Setting<?>> ALL = List.of(
            PRICES,
            CURRENCY,
            RATE,
            LEDGER,
            BUDGET_DAY,
            BUDGET_MONTH,
            BUDGET_TOTAL,
            BUDGET_KEY_DAY,
            BUDGET_KEY_MONTH,
            BUDGET_KEY_TOTAL,
            BUDGET_TAG_DAY,
            BUDGET_TAG_MONTH,
            BUDGET_TAG_TOTAL,
            BUDGET_REPLY_TOKENS,
            BUDGET_UNPRICED);
}
