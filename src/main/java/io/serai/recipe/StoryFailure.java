package io.serai.recipe;

import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.BudgetExceededException;
import io.serai.error.ContentFilteredException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.error.QuotaExhaustedException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One failure that tells of all scenes that failed; its type and facts are those of the first. */
final class StoryFailure {
    private StoryFailure() {}

    static ServiceException of(List<StoryScene> scenes) {
        List<StoryScene> failed =
                scenes.stream().filter(s -> s.failure() != null).toList();
        String reasons = failed.stream()
                .map(s -> "scene " + s.number() + ": " + reason(s.failure()))
                .collect(Collectors.joining("; "));
        String what = failed.size() + " of " + scenes.size() + " scenes failed; " + reasons
                + ". What the others cost is kept: the same story given again pays only for what is missing";
        Exception first = failed.get(0).failure();
        return first instanceof ServiceException known
                ? sameType(known, what, failed.get(0).number())
                : new UpstreamException(
                        what, ErrorDetail.of(StoryRequest.RECIPE).hinted(false), first);
    }

    private static ServiceException sameType(ServiceException first, String what, int scene) {
        ErrorDetail d = first.detail();
        ErrorDetail detail = ErrorDetail.of(StoryRequest.RECIPE)
                .at(d.upstream(), d.model(), d.attempts())
                .answered(d.status(), d.requestId(), d.retryAfter())
                .because(d.code(), d.param() == null ? "scenes[" + scene + "]" : d.param())
                .hinted(first.retryable());
        if (first instanceof ApiRateLimitException) {
            return new ApiRateLimitException(what, detail, first);
        }
        if (first instanceof ApiTimeoutException timeout) {
            return new ApiTimeoutException(what, detail, timeout.phase(), first);
        }
        if (first instanceof AuthException) {
            return new AuthException(what, detail, first);
        }
        if (first instanceof QuotaExhaustedException) {
            return new QuotaExhaustedException(what, detail, first);
        }
        if (first instanceof BudgetExceededException) {
            return new BudgetExceededException(what, detail, first);
        }
        if (first instanceof ContentFilteredException) {
            return new ContentFilteredException(what, detail, first);
        }
        if (first instanceof InvalidRequestException) {
            return new InvalidRequestException(what, detail, first);
        }
        return new UpstreamException(what, detail, first);
    }

    private static String reason(@Nullable Exception failure) {
        return failure instanceof ServiceException
                ? String.valueOf(failure.getMessage())
                : "Serai itself failed ("
                        + (failure == null ? "unknown" : failure.getClass().getSimpleName()) + ")";
    }
}
