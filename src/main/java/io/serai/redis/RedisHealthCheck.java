package io.serai.redis;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Redis in the health of the program. Calls go on without it, only dearer, so it never makes the program DOWN: the check is
 * then shown as {@code serai-redis-DEGRADED}, since of what is up the page shows the name alone.
 */
public final class RedisHealthCheck implements HealthCheck {
    private static final String ID = "serai-redis";

    private final RedisHealth health;
    private final String id;
    private volatile boolean enabled = true;

    private RedisHealthCheck(RedisHealth health, String id) {
        this.health = health;
        this.id = id;
    }

    /** Adds the check, where the context has a registry for such. */
    public static void register(CamelContext context, RedisConnection connection) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (registry != null) {
            registry.register(new RedisHealthCheck(connection.health(), ID));
        }
    }

    @Override
    public Result call(Map<String, Object> options) {
        String problem = health.problem();
        if (problem == null) {
            return HealthCheckResultBuilder.on(this).up().build();
        }
        return HealthCheckResultBuilder.on(new RedisHealthCheck(health, ID + "-DEGRADED"))
                .up()
                .message("Redis is not used: " + problem)
                .build();
    }

    @Override
    public String getGroup() {
        return "serai";
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }
}
