package io.serai.price;

import io.serai.config.Target;
import io.serai.meter.Cost;
import io.serai.meter.Order;
import io.serai.meter.Usage;
import io.serai.testing.OpenCall;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a reply cost. */
@State(Scope.Benchmark)
public class PriceBenchmark {
    private final PriceTable prices = PriceTable.of(OpenCall.settings());
    private final Target target = OpenCall.upstreams().chain("gpt-4o-mini").get(0);
    private final Order order = Order.chat("Why do camels have humps?", 200);
    private final Usage usage = new Usage(1_000, 500, 1_500, 400, 0);

    @Benchmark
    public Cost costOfAChat() {
        return prices.find(target).orElseThrow().of(order, usage);
    }
}
