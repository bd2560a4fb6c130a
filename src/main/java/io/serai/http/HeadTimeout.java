package io.serai.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drops a connection on which no whole request head has come in time: the first head counts from the connection's beginning,
 * a later one from its first byte. Vert.x knows nothing of a connection before its first request, and its idle timeout would
 * also end calls that an upstream takes long for. Used by the connection's event loop only.
 */
final class HeadTimeout extends ChannelInboundHandlerAdapter {
    private final Duration patience;
    private @Nullable Future<?> end;
    private boolean inHand;

    private HeadTimeout(Duration patience) {
        this.patience = patience;
    }

    /** A whole head has come on this request's connection. */
    static void met(HttpServerRequest request) {
        HeadTimeout timeout = of(request);
        if (timeout == null) {
            return;
        }
        timeout.cancel();
        timeout.inHand = true;
        if (request.version() == HttpVersion.HTTP_2) {
            // From here on its requests share the connection, and a silent one has the keep-alive's time.
            ((ConnectionBase) request.connection()).channel().pipeline().remove(timeout);
        }
    }

    /** This request and its reply are over: what comes next is another head. */
    static void over(HttpServerRequest request) {
        HeadTimeout timeout = of(request);
        if (timeout != null) {
            timeout.inHand = false;
        }
    }

    private static @Nullable HeadTimeout of(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase base
                ? base.channel().pipeline().get(HeadTimeout.class)
                : null;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        start(context);
        super.channelActive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        if (!inHand && end == null) {
            start(context);
        }
        super.channelRead(context, bytes);
    }

    private void start(ChannelHandlerContext context) {
        end = context.executor()
                .schedule(
                        () -> {
                            var unused = context.close();
                        },
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void cancel() {
        if (end != null) {
            end.cancel(false);
            end = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        cancel();
    }

    /** The JDK's sockets, each accepted one with a timeout in front. */
    static final class Transport extends JDKTransport {
        private final Duration patience;

        Transport(Duration patience) {
            this.patience = patience;
        }

        @Override
        public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
            return () -> new NioServerSocketChannel() {
                @Override
                protected int doReadMessages(List<Object> accepted) throws Exception {
                    int count = super.doReadMessages(accepted);
                    for (Object channel : accepted.subList(accepted.size() - Math.max(0, count), accepted.size())) {
                        ((Channel) channel).pipeline().addFirst(new HeadTimeout(patience));
                    }
                    return count;
                }
            };
        }
    }
}
