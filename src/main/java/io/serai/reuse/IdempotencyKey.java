package io.serai.reuse;

import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.json.Cbor;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * A caller's own name for one request, so that sending it again does nothing twice. Its scope is the tenant and the operation.
 *
 * @param scope tenant, operation and key, hashed
 * @param question the request, hashed
 */
record IdempotencyKey(String operation, String scope, String question) {
    private static final int MAX = 255;

    /** The key of this exchange, taken off so that no operation called from within uses it too. */
    static @Nullable IdempotencyKey take(Exchange exchange, IdempotentKind<?> kind) {
        Object given = exchange.removeProperty(Wishes.IDEMPOTENCY_KEY);
        if (given == null) {
            return null;
        }
        String operation = kind.operation().id();
        String key = check(given.toString(), operation);
        Object question = List.of(
                kind.question().apply(exchange.getIn().getBody()),
                exchange.getProperty(Wishes.VERBATIM, false, Boolean.class),
                exchange.getProperty(Wishes.SHOWN) instanceof Shown shown ? shown.form() : "whole");
        return new IdempotencyKey(
                operation, Cbor.hash(List.of(Tenant.of(exchange), operation, key)), Cbor.hash(question));
    }

    private static String check(String key, String operation) {
        if (key.isBlank() || key.length() > MAX || key.chars().anyMatch(Character::isISOControl)) {
            throw InvalidRequestException.field(
                    operation, "idempotency-key", "must have 1 to " + MAX + " characters, such as a UUID");
        }
        return key;
    }

    InvalidRequestException running() {
        return refused(
                409,
                Duration.ofSeconds(1),
                "idempotency_key_in_use",
                "the first request with this key is still running; repeat this one later to get its answer");
    }

    InvalidRequestException otherBody() {
        return refused(
                422,
                null,
                "idempotency_key_reused",
                "was used for another request before; take a new key for each new request");
    }

    InvalidRequestException lost() {
        return refused(
                409,
                null,
                "idempotency_key_answer_lost",
                "its request was done, but the answer was too large to be kept (serai.cache.max-reply); to do it again, take a"
                        + " new key");
    }

    private InvalidRequestException refused(int status, @Nullable Duration after, String code, String problem) {
        return new InvalidRequestException(
                "idempotency-key: " + problem,
                ErrorDetail.of(operation)
                        .answered(status, null, after)
                        .because(code, "idempotency-key")
                        .hinted(after != null));
    }
}
