package io.serai.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

/** One connection with at most one request under way. */
final class LoadConnection extends SimpleChannelInboundHandler<ByteBuf> {
    /** Told when a connection may send again; the connection is gone when {@code open} is false. */
    interface Idle {
        void idle(LoadConnection connection, boolean open);
    }

    private final Frames frames;
    private final LoadRecord record;
    private final Idle idle;
    private ChannelHandlerContext channel;
    private long started;
    private long read;

    LoadConnection(Frames frames, LoadRecord record, Idle idle) {
        this.frames = frames;
        this.record = record;
        this.idle = idle;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
    }

    /** Sends; the time counts from {@code since}, which may lie in the past. */
    void send(ByteBuf request, long since) {
        started = since;
        channel.writeAndFlush(request, channel.voidPromise());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf in) {
        if (!frames.feed(in)) {
            return;
        }
        record.read(frames.bodyBytes() - read);
        read = frames.bodyBytes();
        if (frames.good()) {
            record.answered(started, frames.firstByte(), System.nanoTime());
        } else {
            record.failed(frames.problem());
        }
        started = 0;
        idle.idle(this, true);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (started != 0) {
            started = 0;
            record.failed("the connection was closed in the middle");
        }
        idle.idle(this, false);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (started != 0) {
            started = 0;
            record.failed(String.valueOf(cause));
        }
        context.close();
    }
}
