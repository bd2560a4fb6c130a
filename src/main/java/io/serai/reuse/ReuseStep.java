package io.serai.reuse;

import io.serai.meter.CacheUse;
import io.serai.meter.Reply;
import io.serai.retry.Call;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/** The paid steps of one operation, behind the replies that were paid for before. */
final class ReuseStep<R extends Reply> extends DelegateAsyncProcessor {
    private final Reuse reuse;
    private final ReplyKind<R> kind;
    private final boolean on;
    private final Duration ttl;
    private final @Nullable SharedReplies<R> shared;
    private final ConcurrentMap<String, Flight<R>> flights = new ConcurrentHashMap<>();

    ReuseStep(Reuse reuse, ReplyKind<R> kind, boolean on, Duration ttl, AsyncProcessor paid) {
        super(paid);
        this.reuse = reuse;
        this.kind = kind;
        this.on = on;
        this.ttl = ttl;
        SharedStore store = reuse.store();
        this.shared = store == null ? null : new SharedReplies<>(store, kind.type(), reuse.lease(), reuse.timer());
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        ReuseTurn<R> turn;
        boolean lookUp;
        try {
            Call call = Call.of(exchange);
            CacheControl control = CacheControl.of(exchange, call.operation());
            if (!on || !control.keep()) {
                call.cache(CacheUse.BYPASS);
                return processor.process(exchange, callback);
            }
            Object question = kind.question().apply(exchange.getIn().getBody());
            String key = ReuseKey.of(call, question);
            turn = new ReuseTurn<>(this, exchange, callback, call, control, key);
            lookUp = control.lookUp();
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        return lookUp ? turn.arrive() : turn.renew();
    }

    ReplyKind<R> kind() {
        return kind;
    }

    AsyncProcessor paid() {
        return processor;
    }

    ConcurrentMap<String, Flight<R>> flights() {
        return flights;
    }

    @Nullable
    SharedReplies<R> shared() {
        return shared;
    }

    ScheduledExecutorService timer() {
        return reuse.timer();
    }

    Executor workers() {
        return reuse::goOn;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    Kept<R> remembered(String key) {
        // The key holds the operation, and with it the type.
        return (Kept<R>) reuse.memory().get(key);
    }

    void remember(String key, Kept<R> kept) {
        Duration left = ttl.minusSeconds(kept.age());
        long size = kind.size().applyAsLong(kept.reply());
        if (size <= reuse.maxReply()) {
            reuse.memory().put(key, kept, size, reuse.inMemory(left));
        }
    }

    void share(String key, Kept<R> kept) {
        if (shared == null || !shared.usable() || kind.size().applyAsLong(kept.reply()) > reuse.maxReply()) {
            return;
        }
        shared.keep(key, kept.bytes(), ttl);
    }
}
