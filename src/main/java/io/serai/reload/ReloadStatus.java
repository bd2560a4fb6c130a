package io.serai.reload;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong with the route files now, for JMX and health. Thread-safe. */
final class ReloadStatus implements ReloadMXBean, HealthCheck, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadStatus.class);

    private final CamelContext context;
    private final AtomicLong exchanges = new AtomicLong();
    private volatile List<RouteProblem> problems = List.of();
    private volatile String waiting = "";

    ReloadStatus(CamelContext context) {
        this.context = context;
    }

    void register() {
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        if (health != null) {
            health.register(this);
        }
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            if (!server.isRegistered(name())) {
                server.registerMBean(this, name());
            }
        } catch (JMException e) {
            LOG.warn("The state of the routes is not in JMX", e);
        }
    }

    private static ObjectName name() throws JMException {
        return new ObjectName("io.serai:type=Routes");
    }

    void judged(List<RouteProblem> found) {
        problems = List.copyOf(found);
        waiting = "";
    }

    void refused(List<RouteProblem> found, String reason) {
        problems = List.copyOf(found);
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
                    + (waiting.isEmpty() ? String.join("; ", getProblems()) : waiting));
        }
        return result.build();
    }

    @Override
    public void close() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            if (server.isRegistered(name())) {
                server.unregisterMBean(name());
            }
        } catch (JMException e) {
            LOG.debug("The state of the routes is gone from JMX already", e);
        }
    }
}
