package io.serai;

import static io.serai.testing.ChatEvents.DONE;
import static io.serai.testing.ChatEvents.SSE;
import static io.serai.testing.ChatEvents.USAGE;
import static io.serai.testing.ChatEvents.end;
import static io.serai.testing.ChatEvents.text;
import static io.serai.testing.OpenAiReplies.error;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.http.Headers;
import com.openai.core.http.StreamResponse;
import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.serai.testing.Answer;
import io.serai.testing.Faults;
import io.serai.testing.LiveDoor;
import io.serai.testing.OpenAiReplies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How OpenAI's own Java client learns of what goes wrong behind Serai. */
@Timeout(60)
class OpenAiClientFailuresTest {
    @TempDir
    static Path folder;

    private static LiveDoor door;
    private static int prompts;

    @BeforeAll
    static void start() {
        door = LiveDoor.open(
                folder,
                Map.of(
                        "SERAI_LLM_IDLE_TIMEOUT", "1s",
                        "SERAI_LLM_FIRST_TOKEN_TIMEOUT", "1s",
                        "SERAI_LLM_ATTEMPT_TIMEOUT", "2s"));
        door.warmUp();
    }

    @AfterAll
    static void stop() {
        door.close();
    }

    private static ChatCompletionCreateParams chat() {
        return ChatCompletionCreateParams.builder()
                .model("m")
                .addUserMessage("prompt " + ++prompts)
                .build();
    }

    private static void ask() {
        door.client().chat().completions().create(chat());
    }

    private static Answer refusal(int status, String type, String code) {
        return wire -> wire.reply(status, Map.of(), error(type, code).getBytes(UTF_8));
    }

    /** What an upstream says, and the exception, status, code and number of requests it comes to; 401 and 403 are about Serai's own key. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            400, invalid_request_error, unsupported_value,       BadRequestException,          400, unsupported_value,       1
            400, invalid_request_error, context_length_exceeded, BadRequestException,          400, context_length_exceeded, 1
            401, invalid_request_error, invalid_api_key,         InternalServerException,      502, invalid_api_key,         1
            403, invalid_request_error, unsupported_country,     InternalServerException,      502, unsupported_country,     1
            404, invalid_request_error, model_not_found,         NotFoundException,            404, model_not_found,         1
            422, invalid_request_error, invalid_value,           UnprocessableEntityException, 422, invalid_value,           1
            429, requests,              rate_limit_exceeded,     RateLimitException,           429, rate_limit_exceeded,     3
            429, insufficient_quota,    insufficient_quota,      RateLimitException,           429, insufficient_quota,      1
            408, server_error,          timeout,                 InternalServerException,      504, timeout,                 3
            500, server_error,          oops,                    InternalServerException,      502, oops,                    3
            503, server_error,          overloaded,              InternalServerException,      502, overloaded,              3
            """)
    void each_error_of_the_upstream_is_the_client_s_own_exception(
            int says, String type, String code, String exception, int status, String clientCode, int requests) {
        door.script(refusal(says, type, code));
        int before = door.upstream().count(LiveDoor.CHAT);

        OpenAIServiceException whole =
                catchThrowableOfType(OpenAIServiceException.class, OpenAiClientFailuresTest::ask);
        int sent = door.upstream().count(LiveDoor.CHAT) - before;
        OpenAIServiceException streamed =
                catchThrowableOfType(OpenAIServiceException.class, () -> read(new ArrayList<>()));

        assertThat(sent).isEqualTo(requests);
        for (OpenAIServiceException each : List.of(whole, streamed)) {
            assertThat(each.getClass().getSimpleName()).isEqualTo(exception);
            assertThat(each.statusCode()).isEqualTo(status);
            assertThat(each.code()).contains(clientCode);
            assertThat(each).hasMessageContaining("said by the upstream");
            assertThat(each.headers().values("x-request-id")).hasSize(1);
            // Serai has retried already, as far as that made sense.
            assertThat(each.headers().values("x-should-retry")).hasSize(1);
        }
    }

    @Test
    void a_hint_to_wait_is_handed_on() {
        door.script(wire -> wire.reply(
                429,
                Map.of("retry-after", "120"),
                error("requests", "rate_limit_exceeded").getBytes(UTF_8)));

        OpenAIServiceException limited =
                catchThrowableOfType(OpenAIServiceException.class, OpenAiClientFailuresTest::ask);

        assertThat(limited.headers().values("retry-after")).containsExactly("120");
        assertThat(limited.headers().values("retry-after-ms")).containsExactly("120000");
    }

    @Test
    void what_the_upstream_says_of_its_limits_is_handed_on_as_long_as_it_was_asked() {
        Map<String, String> limits = Map.of(
                "x-ratelimit-remaining-requests", "7",
                "x-ratelimit-reset-tokens", "120ms",
                "x-ratelimit-limit-tokens", "not a number; nor a time",
                "x-ratelimit-other", "1");
        ChatCompletionCreateParams params = chat();
        door.script(
                wire -> wire.reply(200, limits, OpenAiReplies.chat("hi").getBytes(UTF_8)),
                wire -> {
                    wire.head(200, Map.of("content-type", SSE, "x-ratelimit-remaining-requests", "6"));
                    wire.write((text("x") + end(0, "stop") + USAGE + DONE).getBytes(UTF_8));
                    wire.close();
                },
                wire -> wire.reply(
                        400,
                        Map.of("x-ratelimit-remaining-requests", "5"),
                        error("invalid_request_error", "oops").getBytes(UTF_8)));

        Headers whole = headers(params);
        Headers kept = headers(params);
        Headers streamed;
        try (var stream = door.client().chat().completions().withRawResponse().createStreaming(chat())) {
            streamed = stream.headers();
        }
        OpenAIServiceException refused =
                catchThrowableOfType(OpenAIServiceException.class, OpenAiClientFailuresTest::ask);

        assertThat(whole.values("x-ratelimit-remaining-requests")).containsExactly("7");
        assertThat(whole.values("x-ratelimit-reset-tokens")).containsExactly("120ms");
        assertThat(whole.names()).doesNotContain("x-ratelimit-limit-tokens", "x-ratelimit-other");
        assertThat(kept.names()).noneMatch(name -> name.startsWith("x-ratelimit"));
        assertThat(streamed.values("x-ratelimit-remaining-requests")).containsExactly("6");
        assertThat(refused.headers().values("x-ratelimit-remaining-requests")).containsExactly("5");
    }

    private static Headers headers(ChatCompletionCreateParams params) {
        try (var response = door.client().chat().completions().withRawResponse().create(params)) {
            return response.headers();
        }
    }

    @Test
    void money_that_is_gone_is_not_asked_for_again_by_a_client_that_retries() {
        door.script(refusal(429, "insufficient_quota", "insufficient_quota"));
        int before = door.upstream().count(LiveDoor.CHAT);

        OpenAIClient patient = door.client().withOptions(options -> options.maxRetries(2));

        assertThatThrownBy(() -> patient.chat().completions().create(chat()))
                .isInstanceOf(OpenAIServiceException.class);

        assertThat(door.upstream().count(LiveDoor.CHAT) - before).isEqualTo(1);
    }

    @Test
    void an_upstream_that_does_not_answer_is_a_504() {
        door.script(Faults.hang());

        OpenAIServiceException late = catchThrowableOfType(OpenAIServiceException.class, OpenAiClientFailuresTest::ask);

        assertThat(late).isInstanceOf(InternalServerException.class).hasMessageContaining("first-token-timeout");
        assertThat(late.statusCode()).isEqualTo(504);
        assertThat(late.type()).contains("timeout_error");
    }

    @Test
    void a_client_whose_own_patience_ends_gets_its_own_exception_and_the_upstream_is_let_go() {
        door.script(Faults.hang());
        // What other tests dropped is not counted here.
        int before = door.upstream().dropped().size();

        OpenAIClient impatient = door.client(Duration.ofMillis(500));

        assertThatThrownBy(() -> impatient.chat().completions().create(chat())).isInstanceOf(OpenAIIoException.class);
        impatient.close();

        org.awaitility.Awaitility.await().until(() -> door.upstream().dropped().size() > before);
        assertThat(door.upstream().dropped()).hasSize(before + 1);
    }

    @Test
    void a_stream_that_breaks_in_the_middle_is_an_error_after_the_words_that_came() {
        for (Answer broken : List.of(
                Faults.streamedThenCut(SSE, Duration.ZERO, text("one ")),
                Faults.streamedThenHang(SSE, Duration.ZERO, text("one ")),
                Faults.streamed(SSE, Duration.ZERO, text("one ")),
                Faults.streamed(
                        SSE, Duration.ZERO, text("one ") + "data: " + error("server_error", "oops") + "\n\n"))) {
            door.script(broken);
            List<ChatCompletionChunk> chunks = new ArrayList<>();

            assertThatThrownBy(() -> read(chunks))
                    .isInstanceOfSatisfying(
                            SseException.class,
                            e -> assertThat(e.body().toString()).contains("llm-chat at openai"));
            assertThat(chunks).hasSize(1);
        }
    }

    private static void read(List<ChatCompletionChunk> into) {
        try (StreamResponse<ChatCompletionChunk> stream =
                door.client().chat().completions().createStreaming(chat())) {
            stream.stream().forEach(into::add);
        }
    }

    @Test
    void a_reply_that_breaks_off_is_asked_for_again_and_then_an_error() {
        door.script(Faults.truncated(OpenAiReplies.chat("half"), 40));
        int before = door.upstream().count(LiveDoor.CHAT);

        assertThatThrownBy(OpenAiClientFailuresTest::ask).isInstanceOf(InternalServerException.class);
        assertThat(door.upstream().count(LiveDoor.CHAT) - before).isEqualTo(3);
    }
}
