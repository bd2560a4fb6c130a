package io.serai.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Figures of one target beside those of another; nothing where either had errors or was not there. */
record Versus(Map<Target, List<Sample>> samples) {

    static final String PORTKEY = "Portkey";
    static final String SPRING = "Spring Cloud Gateway";
    static final String DIRECT = "direct";

    double of(String name, ToDoubleFunction<Sample> figure) {
        return samples.entrySet().stream()
                .filter(one -> one.getKey().name().equals(name))
                .mapToDouble(one -> Sample.clean(one.getValue(), figure))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** How many times the other's figure it is. */
    double times(Target target, String other, ToDoubleFunction<Sample> figure) {
        return of(target.name(), figure) / of(other, figure);
    }

    double more(Target target, String other, ToDoubleFunction<Sample> figure) {
        return of(target.name(), figure) - of(other, figure);
    }

    List<SeraiTarget> serai() {
        return samples.keySet().stream()
                .filter(SeraiTarget.class::isInstance)
                .map(SeraiTarget.class::cast)
                .toList();
    }
}
