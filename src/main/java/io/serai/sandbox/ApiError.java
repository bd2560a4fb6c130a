package io.serai.sandbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal in OpenAI's shape: {@code {"error": {"message", "type", "param", "code"}}}. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String INVALID = "invalid_request_error";

    private final int status;
    private final String type;
    private final @Nullable String param;
    private final @Nullable String code;

    private ApiError(int status, String type, @Nullable String param, @Nullable String code, String message) {
        // No stack trace: this is an answer, not a failure of the sandbox.
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
    }

    static ApiError invalid(@Nullable String param, @Nullable String code, String message) {
        return new ApiError(400, INVALID, param, code, message);
    }

    static ApiError of(int status, @Nullable String param, @Nullable String code, String message) {
        return new ApiError(status, INVALID, param, code, message);
    }

    static ApiError typed(int status, String type, @Nullable String code, String message) {
        return new ApiError(status, type, null, code, message);
    }

    Reply reply() {
        var body = Json.object();
        body.putObject("error")
                .put("message", getMessage())
                .put("type", type)
                .put("param", param)
                .put("code", code);
        // The hints that OpenAI sends with a rate limit; a spent quota has none, for waiting does not mend it.
        var headers = "rate_limit_exceeded".equals(code)
                ? Map.of("retry-after", "1", "retry-after-ms", "1000")
                : Map.<String, String>of();
        return Reply.json(status, body, headers);
    }
}
