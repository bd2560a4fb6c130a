package io.serai.qiniu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.serai.json.Json;
import io.serai.retry.RetryHint;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A short answer of Kodo, read whole.
 *
 * @param requestId of {@code X-Reqid}; null when something else than Kodo answered
 * @param retryAfter how long Kodo asks to wait
 * @param body the JSON of the answer, missing when it has none
 */
record KodoAnswer(
        int status, @Nullable String requestId, @Nullable Duration retryAfter, JsonNode body) {
    /** An answer is some hundred bytes; more is a proxy's page, of which nothing is used. */
    private static final int MAX_BODY = 256 * 1024;

    static KodoAnswer read(Response response) throws IOException {
        RetryHint hint = RetryHint.of(response::header, Clock.systemUTC());
        byte[] body = response.peekBody(MAX_BODY).bytes();
        return new KodoAnswer(response.code(), response.header("X-Reqid"), hint.after(), json(body));
    }

    /** Whether Kodo itself says that the work is done. */
    boolean isOk() {
        return status == 200 && requestId != null;
    }

    /** Kodo's words on what went wrong, empty when there are none. */
    String error() {
        return body.path("error").asText("");
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.read(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
