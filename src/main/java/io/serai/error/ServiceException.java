package io.serai.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything an operation can fail with. The type says what happened and whether a retry can help; the
 * message says it for people, with the remedy; {@link #detail()} says it for programs. Never holds a key or a prompt.
 */
public abstract sealed class ServiceException extends RuntimeException
        permits ApiRateLimitException,
                ApiTimeoutException,
                UpstreamException,
                AuthException,
                InvalidRequestException,
                ContentFilteredException,
                InvalidReplyException,
                QuotaExhaustedException,
                BudgetExceededException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorDetail detail;
    private final boolean retryable;

    ServiceException(String what, ErrorDetail detail, boolean retryableByType, @Nullable Throwable cause) {
        super(sentence(what, detail), cause);
        this.detail = detail;
        this.retryable = detail.retryHint() == null ? retryableByType : detail.retryHint();
    }

    /** Whether the same request may succeed later: by type, unless the upstream said otherwise. */
    public final boolean retryable() {
        return retryable;
    }

    public final ErrorDetail detail() {
        return detail;
    }

    public final String operation() {
        return detail.operation();
    }

    /** "llm-chat at openai (gpt-4o-mini), status 429: what happened and what to do." */
    private static String sentence(String what, ErrorDetail d) {
        StringBuilder sentence = new StringBuilder(d.operation());
        if (d.upstream() != null) {
            sentence.append(" at ").append(d.upstream());
        }
        if (d.model() != null) {
            sentence.append(" (").append(d.model()).append(')');
        }
        // Without an upstream the status is what our own door will answer, and says nothing new.
        if (d.status() > 0 && d.upstream() != null) {
            sentence.append(", status ").append(d.status());
        }
        return Redaction.clean(sentence.append(": ").append(what).toString());
    }
}
