package io.serai;

import io.serai.config.Settings;
import io.serai.redis.RedisConnection;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Finds the Redis of an application that Serai is embedded in. */
final class HostsRedis {
    private static final Logger LOG = LoggerFactory.getLogger(HostsRedis.class);
    private static final String FACTORY = "org.springframework.data.redis.connection.RedisConnectionFactory";
    /** What Spring Boot calls its own, and what is taken of several. */
    private static final String USUAL_NAME = "redisConnectionFactory";

    private static final List<String> NEEDED =
            List.of("org.apache.camel.component.redis.RedisComponent", "io.lettuce.core.RedisClient");

    private HostsRedis() {}

    /** The host's Redis; null when it has none, or none that can be used, of which the log says why. */
    static @Nullable RedisConnection find(CamelContext host, Settings settings) {
        if (host.getClassResolver().resolveClass(FACTORY) == null) {
            return null;
        }
        // What needs the class is a step further: most hosts do not have it.
        return Found.in(host, settings);
    }

    private static final class Found {
        static @Nullable RedisConnection in(CamelContext host, Settings settings) {
            Set<RedisConnectionFactory> all = host.getRegistry().findByType(RedisConnectionFactory.class);
            if (all.isEmpty()) {
                return null;
            }
            for (String type : NEEDED) {
                if (host.getClassResolver().resolveClass(type) == null) {
                    LOG.info("The application's Redis is not used: that needs camel-spring-redis and lettuce-core");
                    return null;
                }
            }
            RedisConnectionFactory factory = all.size() == 1
                    ? all.iterator().next()
                    : host.getRegistry().lookupByNameAndType(USUAL_NAME, RedisConnectionFactory.class);
            if (factory == null) {
                LOG.warn(
                        "The application has {} Redis connection factories and none is named {}; none is used. Set serai.redis.url, or name one so",
                        all.size(),
                        USUAL_NAME);
                return null;
            }
            RedisConnection made = RedisConnection.over(factory, settings);
            LOG.info(
                    "Serai uses the application's Redis ({}); serai.redis.use-host=false leaves it alone",
                    made.nodes());
            return made;
        }
    }
}
