package io.serai.reuse;

import com.fasterxml.jackson.databind.ObjectReader;
import io.serai.json.Cbor;
import io.serai.meter.Reply;
import io.serai.reuse.Answers.Known;
import io.serai.reuse.Answers.Turn;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is done once for each idempotency key. A failure leaves no trace, so that the same key can be tried again
 * until there is an answer; from then on this answer is repeated.
 */
final class IdempotentStep<R extends Reply> extends DelegateAsyncProcessor {
    private static final ObjectReader ANSWERED = Cbor.reader(Answered.class);

    private final Answers answers;
    private final IdempotentKind<R> kind;
    private final Executor workers;
    private final ObjectReader reader;

    IdempotentStep(Answers answers, IdempotentKind<R> kind, Executor workers, AsyncProcessor steps) {
        super(steps);
        this.answers = answers;
        this.kind = kind;
        this.workers = workers;
        this.reader = Cbor.reader(kind.type());
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        IdempotencyKey key;
        try {
            key = IdempotencyKey.take(exchange, kind);
        } catch (RuntimeException e) {
            return refuse(exchange, e, callback);
        }
        if (key == null) {
            return processor.process(exchange, callback);
        }
        CompletionStage<Known> asked = answers.ask(key);
        if (asked.toCompletableFuture().isDone()) {
            return go(exchange, key, asked.toCompletableFuture().join(), callback);
        }
        AsyncCallback later = doneSync -> callback.done(false);
        asked.whenComplete((known, failure) -> workers.execute(() -> go(exchange, key, known, later)));
        return false;
    }

    private boolean go(Exchange exchange, IdempotencyKey key, Known known, AsyncCallback callback) {
        Turn turn = known.turn();
        if (turn != null) {
            boolean sync = processor.process(exchange, doneSync -> {
                if (!doneSync) {
                    settle(exchange, turn, false, callback);
                }
            });
            return sync && settle(exchange, turn, true, callback);
        }
        KeyAnswer answer = Objects.requireNonNull(known.answer());
        if (!answer.question().equals(key.question())) {
            return refuse(exchange, key.otherBody(), callback);
        }
        return switch (answer.state()) {
            case RUNNING -> refuse(exchange, key.running(), callback);
            case LOST -> refuse(exchange, key.lost(), callback);
            case DONE -> repeat(exchange, answer.rest(), callback);
        };
    }

    /** Whether it is all done: answered only when the answer is kept, since a repetition may reach another node. */
    private boolean settle(Exchange exchange, Turn turn, boolean sync, AsyncCallback callback) {
        byte[] answer = answer(exchange);
        if (answer == null) {
            turn.drop();
        } else {
            CompletionStage<?> kept = turn.done(answer);
            if (!kept.toCompletableFuture().isDone()) {
                kept.whenComplete((nothing, failure) -> workers.execute(() -> callback.done(false)));
                return false;
            }
        }
        callback.done(sync);
        return sync;
    }

    private byte @Nullable [] answer(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (exchange.getException() != null || !kind.type().isInstance(body)) {
            return null;
        }
        Shown shown = exchange.getProperty(Wishes.SHOWN, Shown.class);
        return Cbor.bytes(new Answered(Cbor.bytes(body), shown == null ? new byte[0] : shown.bytes()));
    }

    private boolean repeat(Exchange exchange, byte[] answer, AsyncCallback callback) {
        try {
            Answered answered = (Answered) Objects.requireNonNull(Cbor.read(ANSWERED, answer, 0));
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(Cbor.read(reader, answered.reply(), 0));
            exchange.setProperty(Wishes.REPLAYED, true);
            if (exchange.getProperty(Wishes.SHOWN) instanceof Shown shown) {
                shown.again(answered.shown());
            }
        } catch (IOException | RuntimeException e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    /**
     * What is kept.
     *
     * @param reply as CBOR
     * @param shown what the caller has seen of it before it was complete
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Answered(byte[] reply, byte[] shown) {}

    private static boolean refuse(Exchange exchange, RuntimeException refusal, AsyncCallback callback) {
        exchange.setException(refusal);
        exchange.getExchangeExtension().setRedeliveryExhausted(true);
        callback.done(true);
        return true;
    }
}
