package io.serai.redis;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConnection;

/** An application's connections, with a time limit of ours on each command. */
final class HostConnections implements RedisConnectionFactory {
    /** The first connection loads the client and looks the host up; no call waits for it, only the start does. */
    private static final Duration FIRST = Duration.ofSeconds(5);

    private final AtomicBoolean connected = new AtomicBoolean();
    private final RedisConnectionFactory factory;
    private final HostLanes lanes;

    HostConnections(RedisConnectionFactory factory, HostLanes lanes) {
        this.factory = factory;
        this.lanes = lanes;
    }

    @Override
    public RedisConnection getConnection() {
        int lane = lanes.next();
        CompletableFuture<RedisConnection> taken = new CompletableFuture<>();
        RedisConnection connection = await(lanes.ask(lane, connected.getAndSet(true) ? lanes.timeout() : FIRST, () -> {
                    RedisConnection made = factory.getConnection();
                    taken.complete(made);
                    return made;
                })
                .whenComplete((made, failure) -> {
                    if (failure != null) {
                        // Nobody waits for it any more.
                        var unused = taken.thenAccept(late -> lanes.later(lane, late::close));
                    }
                }));
        return limited(RedisConnection.class, connection, connection, lane);
    }

    private <T> T limited(Class<T> type, Object target, RedisConnection connection, int lane) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                lanes.later(lane, connection::close);
                return null;
            }
            if (method.getDeclaringClass() == Object.class || isAtHand(method)) {
                return invoke(target, method, arguments);
            }
            if (method.getReturnType().isInterface()
                    && method.getReturnType().getName().endsWith("Commands")) {
                return limited(method.getReturnType(), invoke(target, method, arguments), connection, lane);
            }
            return await(lanes.ask(lane, () -> invoke(target, method, arguments)));
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** {@code isPipelined} and its like ask the object, not Redis. */
    private static boolean isAtHand(Method method) {
        return method.getParameterCount() == 0 && method.getName().startsWith("is");
    }

    @SuppressWarnings("NullAway") // What a command answers may be null.
    private static Object invoke(Object target, Method method, Object[] arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public boolean getConvertPipelineAndTxResults() {
        return factory.getConvertPipelineAndTxResults();
    }

    @Override
    public RedisClusterConnection getClusterConnection() {
        throw new UnsupportedOperationException("Serai asks for connections only");
    }

    @Override
    public RedisSentinelConnection getSentinelConnection() {
        throw new UnsupportedOperationException("Serai asks for connections only");
    }

    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException failure) {
        return factory.translateExceptionIfPossible(failure);
    }
}
