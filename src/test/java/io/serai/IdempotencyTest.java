package io.serai;

import static io.serai.testing.OpenAiReplies.chat;
import static io.serai.testing.OpenAiReplies.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.llm.ChatReply;
import io.serai.llm.ChatRequest;
import io.serai.llm.LlmService;
import io.serai.testing.CountedSandbox;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import io.serai.testing.TestRedis;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Idempotency keys from Java: one key, one request, one answer. */
class IdempotencyTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final ChatRequest HELLO = ChatRequest.of("hello");
    private static final String[] NO_CACHE = {"serai.llm.cache", "false"};

    private final FaultServer upstream = FaultServer.start();

    @TempDir
    Path data;

    @AfterEach
    void stop() {
        upstream.close();
    }

    private static LlmService keyed(Serai serai, String key) {
        return serai.llm().with(CallOptions.idempotent(key));
    }

    @Test
    void the_same_key_and_request_is_done_once_and_answered_each_time() {
        upstream.on(CHAT).reply(200, chat("first")).reply(200, chat("second"));
        try (Serai serai = LiveSerai.start(upstream, NO_CACHE)) {
            ChatReply first = keyed(serai, "k").chat(HELLO);
            ChatReply again = keyed(serai, "k").chat(HELLO);
            ChatReply other = keyed(serai, "k2").chat(HELLO);

            assertThat(again).usingRecursiveComparison().isEqualTo(first);
            assertThat(other.text()).isEqualTo("second");
            assertThat(upstream.count(CHAT)).isEqualTo(2);
        }
    }

    @Test
    void another_request_is_refused_and_so_is_the_same_while_it_runs() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        upstream.on(CHAT).then(Faults.after(gate, Faults.json(200, chat("hi"))));
        try (Serai serai = LiveSerai.start(upstream, NO_CACHE)) {
            CompletableFuture<ChatReply> running = keyed(serai, "k").chatAsync(HELLO);
            Awaitility.await().until(() -> upstream.count(CHAT) == 1);

            var early = catchThrowableOfType(
                    InvalidRequestException.class, () -> keyed(serai, "k").chat(HELLO));
            var different = catchThrowableOfType(
                    InvalidRequestException.class, () -> keyed(serai, "k").chat(ChatRequest.of("bye")));
            gate.countDown();
            running.get();

            assertThat(early.detail().status()).isEqualTo(409);
            assertThat(early.detail().retryAfter()).isPositive();
            assertThat(early.retryable()).isTrue();
            assertThat(different.detail().status()).isEqualTo(422);
            assertThat(different).hasMessageContaining("take a new key for each new request");
            assertThat(upstream.count(CHAT)).isEqualTo(1);
        }
    }

    @Test
    void a_failure_leaves_the_key_free_and_a_bad_key_is_refused() {
        upstream.on(CHAT).reply(400, error("invalid_request_error", "bad")).reply(200, chat("hi"));
        try (Serai serai = LiveSerai.start(upstream, NO_CACHE)) {
            assertThatThrownBy(() -> keyed(serai, "k").chat(HELLO)).isInstanceOf(ServiceException.class);
            assertThat(keyed(serai, "k").chat(HELLO).text()).isEqualTo("hi");
            assertThat(keyed(serai, "x".repeat(255)).chat(HELLO).text()).isEqualTo("hi");
            assertThatThrownBy(() -> keyed(serai, "x".repeat(256)).chat(HELLO))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("idempotency-key: must have 1 to 255 characters");
        }
    }

    @Test
    void it_holds_for_every_operation_that_writes_or_pays() throws Exception {
        try (CountedSandbox sandbox = new CountedSandbox();
                Serai serai = LiveSerai.start(sandbox.server(), "serai.data", data.toString())) {
            CallOptions once = new CallOptions("k", "no-store");
            byte[] image = serai.image().with(once).generate("a camel");
            byte[] audio = serai.tts().with(once).synthesize("hello");
            Map<String, Object> json = serai.llm().with(once).jsonCompletion("JSON, please");
            String url = serai.storage().with(once).upload(new byte[] {1, 2}, "a.bin", null);
            serai.cache().with(once).set("key", "value");
            int calls = sandbox.count();

            assertThat(serai.image().with(once).generate("a camel")).isEqualTo(image);
            assertThat(serai.tts().with(once).synthesize("hello")).isEqualTo(audio);
            assertThat(serai.llm().with(once).jsonCompletion("JSON, please")).isEqualTo(json);
            assertThat(serai.storage().with(once).upload(new byte[] {1, 2}, "a.bin", null))
                    .isEqualTo(url);
            assertThat(sandbox.count()).isEqualTo(calls);
            assertThatThrownBy(() -> serai.storage().with(once).upload(new byte[] {1, 3}, "a.bin", null))
                    .hasMessageContaining("used for another request before");
            assertThatThrownBy(() -> serai.cache().with(once).set("key", "other"))
                    .hasMessageContaining("used for another request before");
        }
    }

    @Test
    void an_answer_that_is_too_large_to_be_kept_is_not_paid_for_again() {
        upstream.on(CHAT).reply(200, chat("a long answer ".repeat(100)));
        try (TestRedis redis = TestRedis.start()) {
            String[] settings = {
                "serai.llm.cache", "false", "serai.cache.max-reply", "1KB", "serai.redis.url", redis.url()
            };
            for (int i = 0; i < 2; i++) {
                try (Serai serai = LiveSerai.start(upstream, settings)) {
                    if (i == 0) {
                        keyed(serai, "k").chat(HELLO);
                    }
                    var again = catchThrowableOfType(
                            InvalidRequestException.class,
                            () -> keyed(serai, "k").chat(HELLO));

                    assertThat(again).hasMessageContaining("too large to be kept (serai.cache.max-reply)");
                    assertThat(again.detail().status()).isEqualTo(409);
                    assertThat(again.retryable()).isFalse();
                }
            }
        }
        assertThat(upstream.count(CHAT)).isEqualTo(1);
    }

    @Test
    void with_redis_it_survives_a_restart_and_holds_between_nodes() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        upstream.on(CHAT).reply(200, chat("hi")).then(Faults.after(gate, Faults.json(200, chat("slow"))));
        try (TestRedis redis = TestRedis.start()) {
            String[] settings = {"serai.llm.cache", "false", "serai.redis.url", redis.url()};
            ChatReply first;
            try (Serai serai = LiveSerai.start(upstream, settings)) {
                first = keyed(serai, "k").chat(HELLO);
            }
            try (Serai one = LiveSerai.start(upstream, settings);
                    Serai two = LiveSerai.start(upstream, settings)) {
                assertThat(keyed(one, "k").chat(HELLO))
                        .usingRecursiveComparison()
                        .isEqualTo(first);
                assertThat(upstream.count(CHAT)).isEqualTo(1);

                CompletableFuture<ChatReply> running = keyed(one, "k2").chatAsync(HELLO);
                Awaitility.await().until(() -> upstream.count(CHAT) == 2);
                var elsewhere = catchThrowableOfType(
                        InvalidRequestException.class, () -> keyed(two, "k2").chat(HELLO));
                gate.countDown();
                running.get();

                assertThat(elsewhere.detail().status()).isEqualTo(409);
                assertThat(keyed(two, "k2").chat(HELLO).text()).isEqualTo("slow");
            }
        }
        assertThat(upstream.count(CHAT)).isEqualTo(2);
    }
}
