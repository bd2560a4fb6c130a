package io.serai;

import static io.serai.testing.OpenAiReplies.chat;
import static io.serai.testing.OpenAiReplies.error;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.error.ApiTimeoutException;
import io.serai.error.ApiTimeoutException.Phase;
import io.serai.error.ServiceException;
import io.serai.image.ImageService;
import io.serai.testing.Answer;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import io.serai.testing.TestCertificate;
import io.serai.testing.UnreachablePort;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Five timeouts, against an upstream that is slow in every way. */
class TimeoutsTest {
    private static final String PATH = "/v1/chat/completions";
    private static final Duration DEADLINE = ofMillis(700);
    /** What the product promises, and what a busy machine may need on top. */
    private static final Duration TOLERANCE = ofMillis(250).plus(ofSeconds(2));

    private final FaultServer upstream = FaultServer.start();

    @AfterEach
    void stop() {
        upstream.close();
    }

    private static <T extends Throwable> T failure(Serai serai, Class<T> type) {
        return catchThrowableOfType(type, () -> serai.llm().chatCompletion("hello"));
    }

    static Stream<Arguments> stalls() {
        return Stream.of(
                Arguments.of("no answer", Faults.hang()),
                Arguments.of("headers, then nothing", Faults.headersThenHang()),
                Arguments.of("a byte a second", Faults.drip(chat("hello"), ofSeconds(1))),
                Arguments.of("an error whose body drips", dripping(500)),
                Arguments.of("a rate limit for an hour", hint("3600")),
                Arguments.of("a rate limit for just too long", hint("1")),
                Arguments.of("a rate limit that comes late", Faults.after(ofMillis(500), hint("0.3"))));
    }

    private static Answer hint(String seconds) {
        return wire -> wire.reply(
                429,
                Map.of("retry-after", seconds),
                error("requests", "rate_limit_exceeded").getBytes("UTF-8"));
    }

    private static Answer dripping(int status) {
        return wire -> {
            wire.head(status, Map.of("content-length", "100"));
            for (int i = 0; i < 100; i++) {
                wire.write(new byte[] {'x'});
                wire.pause(ofMillis(100));
            }
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stalls")
    void the_deadline_holds(String name, Answer answer) {
        upstream.on(PATH).then(answer);

        try (Serai serai = LiveSerai.start(upstream, "serai.llm.deadline", DEADLINE.toMillis() + "ms")) {
            long start = System.nanoTime();
            ServiceException failure = failure(serai, ServiceException.class);
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(failure).isNotNull();
            assertThat(took).isLessThan(DEADLINE.plus(TOLERANCE));
            assertThat(upstream.count(PATH)).isEqualTo(1);
        }
    }

    @Test
    void the_deadline_holds_for_a_syn_that_nobody_answers() throws IOException {
        try (UnreachablePort port = UnreachablePort.open();
                Serai serai = LiveSerai.start(
                        upstream,
                        "serai.upstream.openai.base-url",
                        port.url() + "/v1",
                        "serai.llm.deadline",
                        DEADLINE.toMillis() + "ms")) {
            long start = System.nanoTime();
            ApiTimeoutException failure = failure(serai, ApiTimeoutException.class);

            assertThat(failure.phase()).isEqualTo(Phase.TOTAL);
            assertThat(failure).hasMessageContaining("serai.llm.deadline");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plus(TOLERANCE));
        }
    }

    @Test
    void the_deadline_holds_for_a_tls_handshake_that_hangs() {
        try (FaultServer tls = FaultServer.startTls(TestCertificate.trusted());
                Serai serai = LiveSerai.start(tls, "serai.llm.deadline", DEADLINE.toMillis() + "ms")) {
            tls.onConnect().then(Faults.hang());

            long start = System.nanoTime();
            ApiTimeoutException failure = failure(serai, ApiTimeoutException.class);

            assertThat(failure.phase()).isEqualTo(Phase.TOTAL);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plus(TOLERANCE));
        }
    }

    @Test
    void a_connection_that_takes_too_long_is_told_from_an_answer_that_does() throws IOException {
        try (UnreachablePort port = UnreachablePort.open();
                Serai serai = LiveSerai.start(
                        upstream,
                        "serai.upstream.openai.base-url",
                        port.url() + "/v1",
                        "serai.retry.max-attempts",
                        "1",
                        "serai.llm.connect-timeout",
                        "200ms")) {
            ApiTimeoutException failure = failure(serai, ApiTimeoutException.class);

            assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
            assertThat(failure).hasMessageContaining("serai.llm.connect-timeout");
        }
    }

    @Test
    void a_tls_handshake_counts_as_connecting() {
        try (FaultServer tls = FaultServer.startTls(TestCertificate.trusted());
                Serai serai = LiveSerai.start(
                        tls, "serai.retry.max-attempts", "1", "serai.upstream.openai.connect-timeout", "200ms")) {
            tls.onConnect().then(Faults.hang());

            ApiTimeoutException failure = failure(serai, ApiTimeoutException.class);

            assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
            assertThat(failure).hasMessageContaining("serai.upstream.openai.connect-timeout");
        }
    }

    @Test
    void an_answer_that_pauses_for_too_long_is_dropped() {
        upstream.on(PATH).then(Faults.headersThenHang()).then(wire -> {
            wire.head(200, Map.of("content-type", "application/json", "content-length", "100"));
            wire.write(new byte[] {'{'});
            wire.hang();
        });

        try (Serai serai = LiveSerai.start(
                upstream,
                "serai.llm.idle-timeout",
                "200ms",
                "serai.llm.attempt-timeout",
                "500ms",
                "serai.retry.max-attempts",
                "2")) {
            ApiTimeoutException failure = failure(serai, ApiTimeoutException.class);

            assertThat(failure.phase()).isEqualTo(Phase.IDLE);
            assertThat(failure).hasMessageContaining("serai.llm.idle-timeout");
            assertThat(upstream.awaitDropped(ofSeconds(5))).isNotNull();
            assertThat(upstream.awaitDropped(ofSeconds(5))).isNotNull();
        }
    }

    @Test
    void audio_that_does_not_begin_in_time_is_given_up() {
        upstream.on("/v1/audio/speech").then(Faults.streamedThenHang("audio/mpeg", Duration.ZERO));

        try (Serai serai =
                LiveSerai.start(upstream, "serai.tts.first-token-timeout", "200ms", "serai.retry.max-attempts", "1")) {
            ApiTimeoutException failure = catchThrowableOfType(
                    ApiTimeoutException.class, () -> serai.tts().synthesize("hello"));

            assertThat(failure.phase()).isEqualTo(Phase.FIRST_TOKEN);
            assertThat(failure).hasMessageContaining("serai.tts.first-token-timeout");
        }
    }

    @Test
    void the_deadline_holds_for_a_linked_image_that_drips() {
        upstream.on("/v1/images/generations").reply(200, "{\"data\":[{\"url\":\"" + upstream.url() + "/image.png\"}]}");
        upstream.on("/image.png").then(Faults.drip("x".repeat(1000), ofMillis(100)));

        try (Serai serai = LiveSerai.start(upstream, "serai.image.deadline", DEADLINE.toMillis() + "ms")) {
            ImageService images = serai.image();
            long start = System.nanoTime();
            ServiceException failure = catchThrowableOfType(ServiceException.class, () -> images.generate("a camel"));

            assertThat(failure).hasMessageContaining("in time");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plus(TOLERANCE));
        }
    }

    @Test
    void a_connection_is_used_again_when_its_answer_was_read_to_the_end() {
        upstream.on(PATH).reply(500, error("server_error", "x")).reply(200, chat("hi"));

        try (Serai serai = LiveSerai.start(upstream)) {
            serai.llm().chatCompletion("one");
            serai.llm().chatCompletion("two");

            assertThat(upstream.count(PATH)).isEqualTo(3);
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }
}
