package io.serai.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drops a connection on which no whole request head has come in time. Vert.x knows nothing of a connection before its
 * first request, and its idle timeout would also end calls that an upstream takes long for.
 */
final class HeadTimeout extends ChannelInboundHandlerAdapter {
    private final Duration patience;
    private @Nullable Future<?> end;

    private HeadTimeout(Duration patience) {
        this.patience = patience;
    }

    /** A head has come on this request's connection. */
    static void met(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase base) {
            Channel channel = base.channel();
            HeadTimeout timeout = channel.pipeline().get(HeadTimeout.class);
            if (timeout != null) {
                channel.pipeline().remove(timeout);
            }
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        end = context.executor().schedule(() -> close(context), patience.toMillis(), TimeUnit.MILLISECONDS);
        super.channelActive(context);
    }

    private static void close(ChannelHandlerContext context) {
        var unused = context.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (end != null) {
            end.cancel(false);
        }
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
