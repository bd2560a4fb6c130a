package io.serai.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import io.serai.config.SettingException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Where Redis is, read from a URL as Lettuce's RedisURI knows them: {@code redis://[user:password@]host[:port][/database]},
 * {@code rediss://} with TLS, {@code redis-sentinel://host[,host]/database#master}, and a list of hosts for a cluster.
 *
 * @param uri the first node, with its credentials
 * @param configuration all of it, with the credentials
 * @param nodes {@code host:port}, separated by commas: all that may be shown
 */
record RedisAddress(RedisURI uri, RedisConfiguration configuration, String nodes) {
    private static final Set<String> SENTINEL = Set.of("redis-sentinel", "rediss-sentinel");
    private static final Set<String> DIRECT = Set.of("redis", "rediss");
    /** Stricter than Lettuce, whose host may be a piece of a password that was not percent-encoded. */
    private static final String HOST = "[\\w.-]+|\\[[0-9a-fA-F:.]+]";

    /**
     * @throws SettingException when it is none; the message does not repeat it, because of the password
     */
    static RedisAddress of(String url) {
        try {
            URI given = URI.create(url.strip().replaceFirst("^redis\\+sentinel:", "redis-sentinel:"));
            String scheme = String.valueOf(given.getScheme());
            if (SENTINEL.contains(scheme)) {
                return single(RedisURI.create(given));
            }
            if (!DIRECT.contains(scheme) || given.getRawFragment() != null) {
                throw wrong();
            }
            List<RedisURI> nodes = RedisClusterURIUtil.toRedisURIs(given);
            return nodes.size() > 1 ? cluster(nodes) : single(RedisURI.create(given));
        } catch (IllegalArgumentException | NullPointerException e) {
            // Lettuce's own message would repeat the URL.
            throw wrong();
        }
    }

    /** The first node, for an endpoint URI, where a colon may only stand before the port. */
    String endpoint() {
        String first = nodes.split(",", -1)[0];
        int colon = first.lastIndexOf(':');
        return first.substring(0, colon).replaceAll("[^\\w.-]", "-") + first.substring(colon);
    }

    private static RedisAddress single(RedisURI uri) {
        List<RedisURI> shown = uri.getSentinels().isEmpty() ? List.of(uri) : uri.getSentinels();
        return new RedisAddress(uri, LettuceConnectionFactory.createRedisConfiguration(uri), nodes(shown));
    }

    private static RedisAddress cluster(List<RedisURI> uris) {
        RedisURI first = uris.get(0);
        RedisClusterConfiguration cluster = new RedisClusterConfiguration();
        uris.forEach(uri -> cluster.addClusterNode(new RedisNode(uri.getHost(), uri.getPort())));
        var alone = (RedisStandaloneConfiguration) LettuceConnectionFactory.createRedisConfiguration(first);
        cluster.setUsername(alone.getUsername());
        cluster.setPassword(alone.getPassword());
        return new RedisAddress(first, cluster, nodes(uris));
    }

    private static String nodes(List<RedisURI> uris) {
        for (RedisURI uri : uris) {
            if (uri.getHost() == null || !uri.getHost().matches(HOST)) {
                throw wrong();
            }
        }
        return uris.stream().map(uri -> uri.getHost() + ":" + uri.getPort()).collect(Collectors.joining(","));
    }

    private static SettingException wrong() {
        return new SettingException("serai.redis.url: the value is not redis://[user:password@]host:port[/database],"
                + " rediss:// for TLS, redis-sentinel://host:port/database#master, or a cluster's"
                + " redis://host:port,host:port; percent-encode special characters of the password");
    }
}
