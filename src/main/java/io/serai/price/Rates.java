package io.serai.price;

import io.serai.meter.Cost;
import io.serai.meter.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Token and character prices, in US dollars for one million.
 *
 * @param from input tokens of a request from which these prices hold
 */
record Rates(
        long from,
        @Nullable BigDecimal input,
        @Nullable BigDecimal cached,
        @Nullable BigDecimal cacheWrite,
        @Nullable BigDecimal output,
        @Nullable BigDecimal reasoning,
        @Nullable BigDecimal audioInput,
        @Nullable BigDecimal audioOutput,
        @Nullable BigDecimal imageInput,
        @Nullable BigDecimal imageOutput,
        @Nullable BigDecimal characters) {

    private static final int MILLION = 6;

    static BigDecimal times(long count, BigDecimal aMillion) {
        return BigDecimal.valueOf(count).multiply(aMillion).movePointLeft(MILLION);
    }

    /** Text, with its cached, reasoning and audio parts at their own prices. */
    Cost tokens(Usage u) {
        Sum sum = new Sum();
        sum.part(u.cachedTokens(), cached, input);
        sum.part(u.cacheWriteTokens(), cacheWrite, input);
        sum.part(u.imageTokens(), imageInput, input);
        sum.part(u.audioTokens(), audioInput, input);
        sum.rest(u.promptTokens() - u.cachedTokens() - u.cacheWriteTokens() - u.imageTokens() - u.audioTokens(), input);
        // Most models have no price of their own for reasoning: it is output like any other.
        BigDecimal thinking = reasoning == null ? output : reasoning;
        sum.rest(u.reasoningTokens(), thinking);
        sum.part(u.audioOutputTokens(), audioOutput, output);
        BigDecimal rest = output == null ? audioOutput : output;
        sum.rest(u.completionTokens() - u.reasoningTokens() - u.audioOutputTokens(), rest);
        return sum.cost();
    }

    /** An image reply: what comes out is image tokens. */
    Cost imageTokens(Usage u) {
        Sum sum = new Sum();
        sum.part(u.cachedTokens(), cached, input);
        sum.part(u.imageTokens(), imageInput, input);
        sum.rest(u.promptTokens() - u.cachedTokens() - u.imageTokens(), input);
        sum.rest(u.completionTokens(), imageOutput);
        return sum.cost();
    }

    /** Adds up; a count without its own price is estimated at the ordinary one, without any it makes the sum unknown. */
    private static final class Sum {
        private BigDecimal usd = BigDecimal.ZERO;
        private boolean guessed;
        private boolean unknown;

        void part(long count, @Nullable BigDecimal own, @Nullable BigDecimal ordinary) {
            guessed |= count > 0 && own == null;
            rest(count, own == null ? ordinary : own);
        }

        void rest(long count, @Nullable BigDecimal price) {
            if (count > 0 && price == null) {
                unknown = true;
            } else if (count > 0 && price != null) {
                usd = usd.add(times(count, price));
            }
        }

        Cost cost() {
            if (unknown) {
                return Cost.UNKNOWN;
            }
            return guessed ? Cost.estimated(usd) : Cost.exact(usd);
        }
    }
}
