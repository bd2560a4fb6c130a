package io.serai.price;

import io.serai.meter.Cost;
import io.serai.meter.Order;
import io.serai.meter.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one model costs.
 *
 * @param tiers by the number of input tokens from which they hold, ascending; the first holds from 0
 * @param image one image, whatever its size; null when the model is not priced so
 * @param tariff images by quality and size
 * @param imageEstimates what an image comes to by quality and size, for a model priced by tokens
 * @param minuteEstimate what a minute of speech comes to, for a model priced by tokens that does not report them
 * @param source who says so
 * @param asOf when it was so
 */
public record Price(
        List<Rates> tiers,
        @Nullable BigDecimal image,
        Map<String, Map<String, BigDecimal>> tariff,
        Map<String, Map<String, BigDecimal>> imageEstimates,
        @Nullable BigDecimal minuteEstimate,
        String source,
        String asOf) {

    /** Reading aloud at an ordinary pace: characters of a minute. */
    private static final BigDecimal LATIN_PER_MINUTE = BigDecimal.valueOf(900);

    private static final BigDecimal WIDE_PER_MINUTE = BigDecimal.valueOf(270);
    private static final int SCALE = 12;

    /** What a request for this order cost, given the upstream's count. */
    public Cost of(Order order, @Nullable Usage usage) {
        return switch (order.kind()) {
            case IMAGE -> images(order, usage);
            case SPEECH -> speech(order, usage);
            case CHAT, EMBEDDING ->
                usage == null ? Cost.UNKNOWN : rates(usage.promptTokens()).tokens(usage);
        };
    }

    /**
     * What a request for this order will cost at most, more or less: for holding money back before it is sent.
     *
     * @param replyTokens tokens of a reply that has no limit of its own
     */
    public Cost guess(Order order, long replyTokens) {
        if (order.kind() == Order.Kind.IMAGE || order.kind() == Order.Kind.SPEECH) {
            return of(order, null);
        }
        long prompt = order.guessedTokens();
        long reply = order.kind() == Order.Kind.EMBEDDING ? 0 : order.maxTokens() > 0 ? order.maxTokens() : replyTokens;
        Cost cost = of(order, new Usage(prompt, reply, prompt + reply, 0, 0));
        return cost.usd() == null ? cost : Cost.estimated(cost.usd());
    }

    private Rates rates(long promptTokens) {
        Rates fitting = tiers.get(0);
        for (Rates tier : tiers) {
            if (tier.from() <= promptTokens) {
                fitting = tier;
            }
        }
        return fitting;
    }

    private Cost images(Order order, @Nullable Usage usage) {
        if (usage != null && usage.totalTokens() > 0) {
            Cost cost = rates(usage.promptTokens()).imageTokens(usage);
            if (cost.usd() != null) {
                return cost;
            }
        }
        BigDecimal count = BigDecimal.valueOf(order.images());
        BigDecimal listed = cell(tariff, order, "standard");
        if (listed != null) {
            return Cost.exact(listed.multiply(count));
        }
        BigDecimal guessed = cell(imageEstimates, order, "medium");
        if (guessed != null) {
            return Cost.estimated(guessed.multiply(count));
        }
        return image == null || !tariff.isEmpty() ? Cost.UNKNOWN : Cost.exact(image.multiply(count));
    }

    /** A quality that the table does not know, such as auto, is taken for the usual one. */
    private static @Nullable BigDecimal cell(
            Map<String, Map<String, BigDecimal>> table, Order order, String usualQuality) {
        String quality = order.quality() == null ? usualQuality : order.quality();
        Map<String, BigDecimal> sizes = table.containsKey(quality) ? table.get(quality) : table.get(usualQuality);
        return sizes == null ? null : sizes.get(order.size() == null ? "1024x1024" : order.size());
    }

    private Cost speech(Order order, @Nullable Usage usage) {
        Rates rates = rates(0);
        if (rates.characters() != null) {
            return Cost.exact(Rates.times(order.text(), rates.characters()));
        }
        if (usage != null && usage.totalTokens() > 0) {
            return rates.tokens(usage);
        }
        if (minuteEstimate == null) {
            return Cost.UNKNOWN;
        }
        BigDecimal minutes = BigDecimal.valueOf(order.text() - order.wide())
                .divide(LATIN_PER_MINUTE, SCALE, RoundingMode.HALF_UP)
                .add(BigDecimal.valueOf(order.wide()).divide(WIDE_PER_MINUTE, SCALE, RoundingMode.HALF_UP));
        return Cost.estimated(minutes.multiply(minuteEstimate).setScale(SCALE, RoundingMode.HALF_UP));
    }
}
