package io.serai.openai;

import io.serai.config.ReplyLimits;
import io.serai.retry.Call;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request with what its sending needs to know. Camel HTTP hands an entity to its client as it is, so that
 * neither the key nor a limit has to travel as a header.
 */
final class AttemptEntity extends ByteArrayEntity {
    private final Call call;
    private final ReplyLimits limits;
    private final boolean streamed;
    private final @Nullable String key;

    AttemptEntity(byte[] json, Call call, ReplyLimits limits, boolean streamed, @Nullable String key) {
        super(json, ContentType.APPLICATION_JSON.withCharset((String) null));
        this.call = call;
        this.limits = limits;
        this.streamed = streamed;
        this.key = key;
    }

    static AttemptEntity of(@Nullable HttpEntity entity) {
        if (entity instanceof AttemptEntity own) {
            return own;
        }
        throw new IllegalStateException("only requests of a vendor route are sent");
    }

    Call call() {
        return call;
    }

    ReplyLimits limits() {
        return limits;
    }

    /** Whether the answer is shown while it arrives. */
    boolean streamed() {
        return streamed;
    }

    @Nullable
    String key() {
        return key;
    }
}
