package io.serai.reuse;

import io.serai.Operation;
import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * How the replies of one operation are kept.
 *
 * @param operation whose they are
 * @param type of the reply, a record that CBOR can hold
 * @param question what of a request, all its defaults filled in, decides about the reply, as a record that CBOR can hold;
 *     the model is left out, because the targets it stands for are looked at
 * @param whole whether a reply is worth keeping: one that was cut is not
 * @param size bytes that a reply takes in memory, about
 * @param with the same reply with the receipt of another call
 */
public record ReplyKind<R extends Reply>(
        Operation operation,
        Class<R> type,
        UnaryOperator<Object> question,
        Predicate<R> whole,
        ToLongFunction<R> size,
        BiFunction<R, Receipt, R> with) {

    R cast(Object reply) {
        return type.cast(reply);
    }
}
