package io.serai.health;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.jspecify.annotations.Nullable;

/** A readiness check that looks at what is known already: it sends nothing anywhere. */
public final class Readiness extends AbstractHealthCheck {
    private final Supplier<Finding> look;

    /**
     * What a look found.
     *
     * @param problem why Serai is not ready; null when it is
     * @param details shown either way
     */
    public record Finding(@Nullable String problem, Map<String, Object> details) {
        public static Finding good(Map<String, Object> details) {
            return new Finding(null, details);
        }
    }

    public Readiness(String name, Supplier<Finding> look) {
        super("serai", "serai-" + name);
        this.look = look;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Finding finding = look.get();
        finding.details().forEach(builder::detail);
        if (finding.problem() == null) {
            builder.up();
        } else {
            builder.message(finding.problem()).down();
        }
    }
}
