package io.serai.meter;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a request or a call cost.
 *
 * @param usd US dollars; null when nothing is known of it, which is never the same as 0
 * @param basis how far the figure can be trusted
 */
public record Cost(@Nullable BigDecimal usd, Basis basis) {
    public static final Cost UNKNOWN = new Cost(null, Basis.UNKNOWN);
    public static final Cost FREE = new Cost(BigDecimal.ZERO, Basis.EXACT);

    /** From the best to the worst; a sum is as good as its worst part. */
    public enum Basis {
        /** The upstream's own count times the price of the model that served. */
        EXACT,
        /** No real money: the sandbox answered. */
        SIMULATED,
        /** Something had to be guessed, or a part of the sum is unknown. */
        ESTIMATED,
        /** The price or the count is missing. */
        UNKNOWN;

        /** As in receipts, the ledger and metrics. */
        @JsonValue
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static Cost exact(BigDecimal usd) {
        return new Cost(usd, Basis.EXACT);
    }

    public static Cost estimated(BigDecimal usd) {
        return new Cost(usd, Basis.ESTIMATED);
    }

    /** The same figure as money that nobody pays. */
    public Cost simulated() {
        return usd == null ? this : new Cost(usd, Basis.SIMULATED);
    }

    /** The known parts together. A sum that lacks a part is estimated; one without any known part is unknown. */
    public Cost plus(Cost other) {
        if (usd == null || other.usd == null) {
            BigDecimal known = usd == null ? other.usd : usd;
            return known == null ? UNKNOWN : estimated(known);
        }
        return new Cost(usd.add(other.usd), basis.compareTo(other.basis) > 0 ? basis : other.basis);
    }

    /** As a header has it: {@code 0.00042 exact}, or {@code unknown}. */
    @Override
    public String toString() {
        return usd == null ? basis.id() : usd.stripTrailingZeros().toPlainString() + " " + basis.id();
    }
}
