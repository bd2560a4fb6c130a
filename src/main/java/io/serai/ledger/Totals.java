package io.serai.ledger;

import io.serai.meter.Cost;
import java.math.BigDecimal;

/**
 * Sums of ledger entries. Immutable.
 *
 * @param requests sent upstream
 * @param failed of these
 * @param hits answers from the cache
 * @param unknown requests whose cost nobody knows; their money is in none of the sums
 * @param usd real money, estimates included
 * @param estimated the part of {@code usd} that is estimated
 * @param simulated what the sandbox's answers would have cost
 * @param saved what the cache saved, of real money
 */
public record Totals(
        long requests,
        long failed,
        long hits,
        long unknown,
        long promptTokens,
        long completionTokens,
        BigDecimal usd,
        BigDecimal estimated,
        BigDecimal simulated,
        BigDecimal saved) {
    public static final Totals NONE =
            new Totals(0, 0, 0, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    static Totals of(LedgerEntry entry) {
        boolean hit = entry.outcome().equals(LedgerEntry.CACHE);
        Cost cost = entry.cost();
        BigDecimal usd = cost.usd() == null ? BigDecimal.ZERO : cost.usd();
        boolean simulated = cost.basis() == Cost.Basis.SIMULATED;
        Cost saved = entry.saved();
        return new Totals(
                hit ? 0 : 1,
                hit || entry.outcome().equals(LedgerEntry.OK) ? 0 : 1,
                hit ? 1 : 0,
                cost.usd() == null ? 1 : 0,
                entry.usage() == null || hit ? 0 : entry.usage().promptTokens(),
                entry.usage() == null || hit ? 0 : entry.usage().completionTokens(),
                simulated ? BigDecimal.ZERO : usd,
                cost.basis() == Cost.Basis.ESTIMATED ? usd : BigDecimal.ZERO,
                simulated ? usd : BigDecimal.ZERO,
                saved == null || saved.usd() == null || saved.basis() == Cost.Basis.SIMULATED
                        ? BigDecimal.ZERO
                        : saved.usd());
    }

    public Totals plus(Totals other) {
        return new Totals(
                requests + other.requests,
                failed + other.failed,
                hits + other.hits,
                unknown + other.unknown,
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                usd.add(other.usd),
                estimated.add(other.estimated),
                simulated.add(other.simulated),
                saved.add(other.saved));
    }

    /** What counts against a budget: the sandbox's too, so that budgets can be tried in it. */
    public BigDecimal counted() {
        return usd.add(simulated);
    }
}
