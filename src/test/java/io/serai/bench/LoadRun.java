package io.serai.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Carries out one {@link Load}. All but the pacing happens on one event loop. */
final class LoadRun {
    private static final long GRACE_SECONDS = 120;

    private final Load load;
    private final EventLoop loop;
    private final LoadRecord record = new LoadRecord();
    private final LoadRequest requests;
    private final Deque<LoadConnection> free = new ArrayDeque<>();
    private final Deque<Long> waiting = new ArrayDeque<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private int underWay;
    private boolean stopping;
    private long lastAnswer;

    LoadRun(Load load, EventLoop loop) {
        this.load = load;
        this.loop = loop;
        this.requests = new LoadRequest(load);
    }

    LoadResult run() throws InterruptedException {
        List<Channel> channels = connect();
        long start = System.nanoTime();
        switch (load.shape()) {
            case "open" -> pace(start);
            case "burst" -> loop.execute(this::everyoneOnce);
            default -> {
                loop.execute(this::everyoneOnce);
                TimeUnit.NANOSECONDS.sleep((long) (load.seconds() * 1e9));
            }
        }
        loop.execute(() -> {
            stopping = true;
            endWhenIdle();
        });
        if (!over.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
            loop.submit(() -> record.failed(underWay + " unanswered after " + GRACE_SECONDS + " s"))
                    .sync();
        }
        for (Channel channel : channels) {
            channel.close().sync();
        }
        return loop.submit(() -> record.result((lastAnswer - start) / 1e9))
                .sync()
                .getNow();
    }

    private List<Channel> connect() throws InterruptedException {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        LoadConnection connection =
                                new LoadConnection(Frames.of(load.protocol()), record, LoadRun.this::idle);
                        channel.pipeline().addLast(connection);
                        free.add(connection);
                    }
                });
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < load.connections(); i++) {
            channels.add(bootstrap.connect("127.0.0.1", load.port()).sync().channel());
        }
        return channels;
    }

    private void everyoneOnce() {
        while (!free.isEmpty()) {
            send(free.poll(), System.nanoTime());
        }
    }

    /** Starts a request at each moment of the plan, however late the answers are. */
    private void pace(long start) {
        long step = 1_000_000_000L / load.rate();
        long count = (long) (load.rate() * load.seconds());
        for (long i = 0; i < count; i++) {
            long due = start + i * step;
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            loop.execute(() -> due(due));
        }
    }

    private void due(long due) {
        LoadConnection connection = free.poll();
        if (connection == null) {
            waiting.add(due);
        } else {
            send(connection, due);
        }
    }

    private void send(LoadConnection connection, long since) {
        underWay++;
        ByteBuf request = requests.next();
        connection.send(request, since);
    }

    private void idle(LoadConnection connection, boolean open) {
        lastAnswer = System.nanoTime();
        if (!open) {
            // A connection that was idle leaves nothing open; one that was not has been counted as failed.
            if (!free.remove(connection)) {
                underWay--;
            }
        } else {
            underWay--;
            Long late = waiting.poll();
            if (late != null) {
                send(connection, late);
            } else if (load.shape().equals("closed") && !stopping) {
                send(connection, lastAnswer);
            } else {
                free.add(connection);
            }
        }
        endWhenIdle();
    }

    private void endWhenIdle() {
        if (stopping && underWay <= 0 && waiting.isEmpty()) {
            over.countDown();
        }
    }
}
