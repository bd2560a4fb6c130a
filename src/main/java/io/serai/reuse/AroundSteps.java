package io.serai.reuse;

import java.util.function.UnaryOperator;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.AsyncProcessorConverterHelper;

/** A policy that puts a processor around the steps of its block. */
final class AroundSteps implements Policy {
    private final UnaryOperator<AsyncProcessor> around;

    AroundSteps(UnaryOperator<AsyncProcessor> around) {
        this.around = around;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // All that matters is known when the steps are wrapped.
    }

    @Override
    public Processor wrap(Route route, Processor steps) {
        return around.apply(AsyncProcessorConverterHelper.convert(steps));
    }
}
