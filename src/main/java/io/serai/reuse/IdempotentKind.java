package io.serai.reuse;

import io.serai.Operation;
import io.serai.meter.Reply;
import java.util.function.UnaryOperator;

/**
 * How an operation is done only once for an idempotency key.
 *
 * @param operation whose name is part of the key
 * @param type of the reply, a record that CBOR can hold
 * @param question what makes two requests the same, as CBOR takes it
 */
public record IdempotentKind<R extends Reply>(Operation operation, Class<R> type, UnaryOperator<Object> question) {

    /** For requests that CBOR can hold as they are. */
    public static <R extends Reply> IdempotentKind<R> of(Operation operation, Class<R> type) {
        return new IdempotentKind<>(operation, type, request -> request);
    }
}
