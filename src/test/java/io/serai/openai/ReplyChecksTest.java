package io.serai.openai;

import static io.serai.testing.OpenAiReplies.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.error.UpstreamException;
import io.serai.llm.LlmService;
import io.serai.testing.Answer;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import io.serai.tts.TtsService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reply at 200 that is none becomes an error that says why. */
class ReplyChecksTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String SPEECH = "/v1/audio/speech";

    private final FaultServer upstream = FaultServer.start();
    private final io.serai.Serai serai = LiveSerai.start(upstream, "serai.retry.max-attempts", "1");

    @AfterEach
    void stop() {
        serai.close();
        upstream.close();
    }

    static Stream<Arguments> chats() {
        String nullContent = chat("x").replace("\"content\":\"x\"", "\"content\":null");
        return Stream.of(
                Arguments.of("a page", Faults.html(), "is text/html; charset=utf-8, not JSON"),
                Arguments.of("JSON that says it is text", Faults.wrongType("text/plain", chat("x")), "not JSON"),
                Arguments.of("events", Faults.wrongType("text/event-stream", "data: {}\n\n"), "not JSON"),
                Arguments.of("null content", Faults.wrongType("application/json", nullContent), "no content"),
                Arguments.of("no body", Faults.empty(), "is empty"),
                Arguments.of("not UTF-8", Faults.badUtf8(), "not JSON"),
                Arguments.of("a bomb", Faults.gzipBomb(500_000_000), "not JSON"),
                Arguments.of("1,000 levels", Faults.deepJson(1000), "not JSON"),
                Arguments.of("50 MB", Faults.hugeJson(50_000_000), "serai.llm.max-reply"),
                Arguments.of(
                        "Java objects", Faults.wrongType("application/x-java-serialized-object", "x"), "not JSON"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chats")
    void a_chat_reply_that_is_none_says_why(String name, Answer answer, String says) {
        upstream.on(CHAT).then(answer);

        LlmService llm = serai.llm();
        var failure = catchThrowableOfType(UpstreamException.class, () -> llm.chatCompletion("hello"));

        assertThat(failure).hasMessageContaining(says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "APPLICATION/JSON", "application/vnd.api+json"})
    void json_is_known_by_any_of_its_names(String contentType) {
        upstream.on(CHAT).then(Faults.wrongType(contentType, chat("hi")));

        assertThat(serai.llm().chatCompletion("hello")).isEqualTo("hi");
    }

    @Test
    void audio_that_says_it_is_json_is_refused_whatever_its_bytes() {
        upstream.on(SPEECH).then(Faults.wrongType("application/json", "ID3 and so on"));

        TtsService tts = serai.tts();
        var failure = catchThrowableOfType(UpstreamException.class, () -> tts.synthesize("hello"));

        assertThat(failure).hasMessageContaining("is application/json, not audio");
    }
}
