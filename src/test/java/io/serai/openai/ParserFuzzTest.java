package io.serai.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.serai.error.ErrorDetail;
import io.serai.error.ServiceException;
import io.serai.json.Json;
import io.serai.retry.RetryHint;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream may send, as bytes that nobody thought of. The suite repeats the inputs kept beside the test; to search for
 * new ones: {@code JAZZER_FUZZ=1 mvn test -Dtest=ParserFuzzTest#replies}.
 */
class ParserFuzzTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @FuzzTest(maxDuration = "60s")
    void replies(byte[] body) {
        ServiceException failure = OpenAiErrors.of(ErrorDetail.of("llm-chat").answered(429, null, null), body);

        assertThat(failure.getMessage()).hasSizeLessThan(1000);
        JsonNode json = read(body);
        if (json != null) {
            OpenAiExchange.usage(json);
        }
    }

    private static @Nullable JsonNode read(byte[] body) {
        try {
            return Json.read(body);
        } catch (IOException e) {
            assertThat(Json.problem(e)).isNotBlank();
            return null;
        }
    }

    @FuzzTest(maxDuration = "60s")
    void hints(FuzzedDataProvider data) {
        Map<String, String> headers = Map.of(
                "retry-after-ms", data.consumeString(40),
                "retry-after", data.consumeString(60),
                "x-should-retry", data.consumeRemainingAsString());

        Duration after = RetryHint.of(headers::get, CLOCK).after();

        if (after != null) {
            assertThat(after).isBetween(Duration.ZERO, Duration.ofDays(366));
        }
    }
}
