package io.serai.reuse;

import io.serai.config.CacheSettings;
import io.serai.config.RetrySettings;
import io.serai.config.Setting;
import io.serai.config.Settings;
import io.serai.meter.Reply;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.spi.Policy;
import org.jspecify.annotations.Nullable;

/** What all operations share to pay only once: the memory of replies, the store of all nodes, the answers to idempotency keys. */
public final class Reuse {
    /** A lease frees the work of a node that died; renewed three times as often, it outlives pauses of a living one. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    /** With a shared store the memory is but a front: what another node asked anew is seen here after this time. */
    private static final Duration FRONT = Duration.ofSeconds(60);

    private static final long FORGET_SECONDS = 10;

    private final Settings settings;
    private final @Nullable SharedStore store;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final ReplyMemory<Kept<?>> memory;
    private final Answers answers;
    private final Duration lease;
    private final long maxReply;

    /**
     * @param store what the nodes share; null when this process is alone
     * @param workers goes on with calls that have waited; may be held by them while an upstream works
     * @param timer rings, and does nothing else
     */
    public Reuse(Settings settings, @Nullable SharedStore store, Executor workers, ScheduledExecutorService timer) {
        this.settings = settings;
        this.store = store;
        this.workers = workers;
        this.timer = timer;
        long memorySize = Math.min(
                settings.get(CacheSettings.CACHE_REPLIES), Runtime.getRuntime().maxMemory() / 4);
        this.memory = new ReplyMemory<>(memorySize);
        this.maxReply = Math.min(settings.get(CacheSettings.CACHE_MAX_REPLY), memorySize);
        Duration half = settings.get(RetrySettings.DEADLINE).dividedBy(2);
        this.lease = half.compareTo(LEASE) < 0 ? half : LEASE;
        long forAnswers = memorySize / 4;
        // One answer must not be all that is remembered.
        this.answers = new Answers(store, lease, timer, Math.min(maxReply, forAnswers / 2), forAnswers);
    }

    /**
     * A policy around the paid steps of an operation. In: a request with its defaults filled in, its call open. Out: the reply
     * of these steps, or of an earlier, same call.
     *
     * @param on whether replies of this service are kept and shared
     * @param ttl how long; when it is not set, {@code serai.cache.ttl}
     */
    public <R extends Reply> Policy paid(ReplyKind<R> kind, Setting<Boolean> on, Setting<Duration> ttl) {
        Duration life = settings.find(ttl).orElseGet(() -> settings.get(CacheSettings.CACHE_TTL));
        boolean keeps = settings.get(on) && !life.isZero();
        return new AroundSteps(steps -> new ReuseStep<>(this, kind, keeps, life, steps));
    }

    /**
     * A policy around a whole operation. When the exchange has an idempotency key, the operation is done once for it, and
     * answered again with the same reply for 24 hours.
     */
    public <R extends Reply> Policy idempotent(IdempotentKind<R> kind) {
        return new AroundSteps(steps -> new IdempotentStep<>(answers, kind, this::goOn, steps));
    }

    /** Replies kept in this process. */
    public long kept() {
        return memory.count();
    }

    /**
     * Forgets all kept replies, so that the same requests are made anew: those of this process, and those that the nodes share.
     * Answers to idempotency keys stay: they are a promise.
     *
     * @return what was done, in words
     */
    public String forget() {
        long here = memory.clear();
        if (store == null) {
            return here + " kept replies are forgotten";
        }
        try {
            long shared = store.forget(SharedReplies.KEYS).toCompletableFuture().get(FORGET_SECONDS, TimeUnit.SECONDS);
            return here + " kept replies are forgotten here, and " + shared
                    + " in Redis; another node may answer from its own memory for up to " + FRONT.toSeconds() + " s";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return here + " kept replies are forgotten here; those in Redis were not waited for";
        } catch (ExecutionException | TimeoutException e) {
            return here + " kept replies are forgotten here, but not all in Redis: it does not answer";
        }
    }

    @Nullable
    SharedStore store() {
        return store;
    }

    /** Runs work on the workers; on this thread when they have been stopped. */
    void goOn(Runnable work) {
        try {
            workers.execute(work);
        } catch (RejectedExecutionException e) {
            work.run();
        }
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    ReplyMemory<Kept<?>> memory() {
        return memory;
    }

    Duration lease() {
        return lease;
    }

    /** Bytes of the largest reply that is kept. */
    long maxReply() {
        return maxReply;
    }

    Duration inMemory(Duration left) {
        boolean front = store != null && store.usable() && left.compareTo(FRONT) > 0;
        return front ? FRONT : left;
    }
}
