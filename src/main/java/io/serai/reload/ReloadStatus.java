package io.serai.reload;

import io.serai.jmx.Beans;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong with the route files now, for JMX and health. Thread-safe. */
final class ReloadStatus implements ReloadMXBean, HealthCheck, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadStatus.class);

    private final CamelContext context;
    private final AtomicLong exchanges = new AtomicLong();
    private volatile List<RouteProblem> problems = List.of();
    private volatile String waiting = "";
    private volatile @Nullable ObjectName registered;

    ReloadStatus(CamelContext context) {
        this.context = context;
    }

    void register() {
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        if (health != null) {
            health.register(this);
        }
        try {
            ObjectName name = Beans.name(context, "type=routes");
            ManagementFactory.getPlatformMBeanServer().registerMBean(this, name);
            registered = name;
        } catch (JMException e) {
            LOG.warn("The state of the routes is not in JMX", e);
        }
    }

    void judged(List<RouteProblem> found) {
        problems = List.copyOf(found);
        waiting = "";
    }

    /** Notes that the files cannot be judged for the time being; what was wrong before stays so. */
    void waiting(String reason) {
        waiting = reason;
    }

    void exchanged(int files) {
        exchanges.addAndGet(files);
    }

    List<RouteProblem> problems() {
        return problems;
    }

    @Override
    public String[] getProblems() {
        return problems.stream().map(RouteProblem::toString).toArray(String[]::new);
    }

    @Override
    public long getExchanges() {
        return exchanges.get();
    }

    @Override
    public boolean isCurrent() {
        return problems.isEmpty() && waiting.isEmpty();
    }

    @Override
    public String getWaiting() {
        return waiting;
    }

    @Override
    public String getGroup() {
        return "serai";
    }

    @Override
    public String getId() {
        return "serai-routes";
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public void setEnabled(boolean enabled) {
        // It costs nothing, and it is what an editor of routes looks at.
    }

    /** Never down: the last good routes serve, and a typing error must not take a node out of service. */
    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this).up();
        if (!isCurrent()) {
            result.message("the last good routes serve; not in force is: "
                    + Stream.concat(problems.stream().map(RouteProblem::toString), Stream.of(waiting))
                            .filter(part -> !part.isEmpty())
                            .collect(Collectors.joining("; ")));
        }
        return result.build();
    }

    @Override
    public void close() {
        ObjectName name = registered;
        registered = null;
        if (name == null) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException e) {
            LOG.debug("The state of the routes is gone from JMX already", e);
        }
    }
}
