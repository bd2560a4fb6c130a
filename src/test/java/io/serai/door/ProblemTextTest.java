package io.serai.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.error.ApiRateLimitException;
import io.serai.error.ErrorDetail;
import io.serai.error.UpstreamException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.Test;

class ProblemTextTest {
    private static final ErrorDetail DETAIL = ErrorDetail.of("llm-chat").at("openai", "gpt-4o-mini", 3);

    @Test
    void a_rate_limit_says_when_to_come_back() {
        var limit = new ApiRateLimitException("slow down", DETAIL.answered(429, "req-1", Duration.ofMillis(1500)));

        Map<String, Object> problem = ProblemText.of(limit, "en", "call-1");

        assertThat(problem)
                .containsEntry("code", "rate_limit_exceeded")
                .containsEntry("retryable", true)
                .containsEntry("upstream", "openai")
                .containsEntry("attempts", 3)
                .containsEntry("retry_after_seconds", 2L)
                .containsEntry("call_id", "call-1");
        assertThat(problem.get("remedy")).asString().startsWith("Try again in 2 s");
        assertThat(ProblemText.of(limit, "zh", null).get("remedy")).asString().startsWith("请等待 2 秒后重试");
    }

    @Test
    void keys_and_queries_of_addresses_are_taken_out() {
        var failure = new UpstreamException(
                "no answer from https://host/a/b?token=abc&e=1 with sk-proj-1234567890abcdef", DETAIL);

        String message = String.valueOf(ProblemText.of(failure, "en", null).get("message"));

        assertThat(message).contains("https://host/a/b with ***").doesNotContain("token", "1234567890");
    }

    @Test
    void what_camel_wrapped_is_told_as_itself() {
        var wrapped = new CamelExecutionException("split failed", null, new UpstreamException("gone", DETAIL));

        assertThat(ProblemText.of(wrapped, "en", null)).containsEntry("code", "upstream_error");
    }

    @Test
    void a_fault_of_our_own_shows_its_kind_and_no_more() {
        Map<String, Object> fault = ProblemText.of(new IllegalStateException("secret detail"), "en", "call-2");
        Map<String, Object> disk =
                ProblemText.of(new FileSystemException("/a/path", null, "No space left on device"), "zh", null);

        assertThat(fault)
                .containsEntry("code", "internal_error")
                .containsEntry("message", "Serai itself failed (IllegalStateException)");
        assertThat(disk.get("message"))
                .asString()
                .contains("No space left on device")
                .doesNotContain("/a/path");
        assertThat(disk.get("remedy")).asString().contains("日志");
    }
}
