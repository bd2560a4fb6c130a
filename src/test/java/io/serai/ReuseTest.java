package io.serai;

import static io.serai.testing.OpenAiReplies.chat;
import static io.serai.testing.OpenAiReplies.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.error.ApiRateLimitException;
import io.serai.error.InvalidRequestException;
import io.serai.llm.ChatReply;
import io.serai.llm.ChatRequest;
import io.serai.llm.Message;
import io.serai.meter.CacheUse;
import io.serai.reuse.Wishes;
import io.serai.testing.CountedSandbox;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same call again, and the same call at the same time, in one process. Counted at the upstream. */
class ReuseTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final ChatRequest HELLO = ChatRequest.of("hello");

    private final FaultServer upstream = FaultServer.start();

    @AfterEach
    void stop() {
        upstream.close();
    }

    private static ChatReply chatWith(Serai serai, Map<String, Object> wishes) {
        try (var template = serai.context().createProducerTemplate()) {
            Exchange exchange = template.request("direct:llm-chat", in -> {
                in.getIn().setBody(HELLO);
                wishes.forEach(in::setProperty);
            });
            if (exchange.getException() instanceof RuntimeException failure) {
                throw failure;
            }
            return (ChatReply) exchange.getMessage().getBody();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_same_chat_is_paid_for_once_and_says_so() {
        upstream.on(CHAT).reply(200, chat("hi"));
        try (Serai serai = LiveSerai.start(upstream)) {
            ChatReply first = serai.llm().chat(HELLO);
            ChatReply again = serai.llm().chat(HELLO);

            assertThat(upstream.count(CHAT)).isEqualTo(1);
            assertThat(first.receipt().cache()).isEqualTo(CacheUse.MISS);
            assertThat(first.receipt().age()).isNull();
            assertThat(again.receipt().cache()).isEqualTo(CacheUse.HIT);
            assertThat(again.receipt().age()).isBetween(0L, 60L);
            assertThat(again.receipt().attempts()).isZero();
            assertThat(again.receipt().upstream()).isEqualTo("openai");
            assertThat(again.receipt().usage()).isEqualTo(first.receipt().usage());
            assertThat(again.receipt().callId()).isNotEqualTo(first.receipt().callId());
            assertThat(again.text()).isEqualTo("hi");
            assertThat(again.raw()).isEqualTo(first.raw());
        }
    }

    @Test
    void whatever_decides_about_the_reply_makes_another_call() {
        upstream.on(CHAT).reply(200, chat("hi"));
        try (Serai serai = LiveSerai.start(upstream, "serai.model.smart", "openai/gpt-4o")) {
            List<ChatRequest> different = List.of(
                    HELLO,
                    ChatRequest.of("hello!"),
                    new ChatRequest(List.of(Message.user("hello")), null, 0.1, Map.of()),
                    new ChatRequest(List.of(Message.user("hello")), "gpt-4o", null, Map.of()),
                    new ChatRequest(List.of(Message.user("hello")), null, null, Map.of("seed", 1)),
                    new ChatRequest(List.of(Message.system("hello")), null, null, Map.of()));
            different.forEach(serai.llm()::chat);
            different.forEach(serai.llm()::chat);

            assertThat(upstream.count(CHAT)).isEqualTo(different.size());
            assertThat(serai.llm()
                            .chat(new ChatRequest(List.of(Message.user("hello")), "smart", null, Map.of()))
                            .receipt()
                            .cache())
                    .as("an alias is the model it stands for")
                    .isEqualTo(CacheUse.HIT);
        }
    }

    @Test
    void another_tenant_never_hits() {
        upstream.on(CHAT).reply(200, chat("hi"));
        try (Serai serai = LiveSerai.start(upstream)) {
            chatWith(serai, Map.of("SeraiTenant", "a"));
            ChatReply other = chatWith(serai, Map.of("SeraiTenant", "b"));
            ChatReply same = chatWith(serai, Map.of("SeraiTenant", "a"));

            assertThat(other.receipt().cache()).isEqualTo(CacheUse.MISS);
            assertThat(same.receipt().cache()).isEqualTo(CacheUse.HIT);
        }
    }

    @Test
    void a_caller_may_ask_anew_keep_nothing_or_take_nothing_old() {
        upstream.on(CHAT).reply(200, chat("first")).reply(200, chat("second")).reply(200, chat("third"));
        try (Serai serai = LiveSerai.start(upstream)) {
            serai.llm().chat(HELLO);
            ChatReply anew = chatWith(serai, Map.of(Wishes.CACHE_CONTROL, "no-cache"));
            ChatReply unseen = chatWith(serai, Map.of(Wishes.CACHE_CONTROL, "private, No-Store"));
            ChatReply young = chatWith(serai, Map.of(Wishes.CACHE_CONTROL, "max-age=3600"));

            assertThat(anew.receipt().cache()).isEqualTo(CacheUse.BYPASS);
            assertThat(unseen.text()).isEqualTo("third");
            assertThat(young.receipt().cache()).isEqualTo(CacheUse.HIT);
            assertThat(young.text())
                    .as("what no-cache brought is kept, what no-store brought is not")
                    .isEqualTo("second");
            Awaitility.await()
                    .until(() -> chatWith(serai, Map.of(Wishes.CACHE_CONTROL, "max-age=1"))
                                    .receipt()
                                    .cache()
                            == CacheUse.MISS);
            assertThatThrownBy(() -> chatWith(serai, Map.of(Wishes.CACHE_CONTROL, "max-age=soon")))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("cache-control: max-age must be a whole number of seconds");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "content_filter", "error"})
    void what_is_cut_filtered_or_failed_is_not_kept(String how) {
        var script = upstream.on(CHAT);
        if (how.equals("error")) {
            script.reply(400, error("invalid_request_error", "bad"));
        } else {
            script.reply(200, chat("some", how));
        }
        try (Serai serai = LiveSerai.start(upstream)) {
            for (int i = 0; i < 2; i++) {
                try {
                    serai.llm().chat(HELLO);
                } catch (io.serai.error.ServiceException expected) {
                    // Filtered and failed replies are failures.
                }
            }
        }
        assertThat(upstream.count(CHAT)).isEqualTo(2);
    }

    @Test
    void a_hundred_at_the_same_time_make_one_call_and_hold_no_thread_while_they_wait() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        upstream.on(CHAT).then(Faults.after(gate, Faults.json(200, chat("hi"))));
        try (Serai serai = LiveSerai.start(upstream)) {
            List<CompletableFuture<ChatReply>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                calls.add(serai.llm().chatAsync(HELLO));
            }
            Awaitility.await().until(() -> upstream.count(CHAT) == 1);
            Awaitility.await("only the one that asks holds a thread").until(() -> threadsInside() == 1);
            calls.get(57).cancel(true);
            gate.countDown();

            int shared = 0;
            for (int i = 0; i < 100; i++) {
                if (i != 57) {
                    CacheUse use = calls.get(i).get().receipt().cache();
                    shared += use == CacheUse.SHARED || use == CacheUse.HIT ? 1 : 0;
                }
            }
            assertThat(shared).isBetween(98, 99);
            assertThat(upstream.count(CHAT)).isEqualTo(1);
        }
    }

    /** How many threads are in a call or wait there. */
    private static long threadsInside() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Stream.of(stack)
                        .anyMatch(at -> at.getClassName()
                                .matches("(io\\.serai\\.(reuse|openai)|org\\.apache\\.camel\\.impl\\.engine)\\..*")))
                .count();
    }

    @Test
    void those_who_wait_share_a_failure_with_its_retries_and_it_is_not_kept() {
        CountDownLatch gate = new CountDownLatch(1);
        String limited = error("requests", "rate_limit_exceeded");
        upstream.on(CHAT)
                .then(Faults.after(gate, Faults.json(429, limited)))
                .reply(429, limited)
                .reply(429, limited)
                .reply(200, chat("hi"));
        try (Serai serai =
                LiveSerai.start(upstream, "serai.retry.min-wait", "300ms", "serai.retry.max-wait", "300ms")) {
            List<CompletableFuture<ChatReply>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(serai.llm().chatAsync(HELLO));
            }
            Awaitility.await().until(() -> upstream.count(CHAT) == 1);
            gate.countDown();

            for (CompletableFuture<ChatReply> call : calls) {
                assertThatThrownBy(call::get).hasCauseInstanceOf(ApiRateLimitException.class);
            }
            assertThat(upstream.count(CHAT)).isEqualTo(3);
            assertThat(serai.llm().chat(HELLO).receipt().cache()).isEqualTo(CacheUse.MISS);
        }
    }

    @Test
    void a_changed_array_of_bytes_changes_nothing_that_is_kept() {
        try (CountedSandbox sandbox = new CountedSandbox();
                Serai serai = LiveSerai.start(sandbox.server())) {
            byte[] first = serai.image().generate("a camel");
            byte[] untouched = first.clone();
            first[20] ^= 1;

            assertThat(serai.image().generate("a camel")).isEqualTo(untouched);
            assertThat(sandbox.count(CountedSandbox.IMAGES)).isEqualTo(1);
        }
    }

    @Test
    void a_service_may_keep_nothing_and_a_life_may_end() {
        upstream.on(CHAT).reply(200, chat("hi"));
        try (Serai off = LiveSerai.start(upstream, "serai.llm.cache", "false");
                Serai brief = LiveSerai.start(upstream, "serai.llm.cache-ttl", "200ms")) {
            off.llm().chat(HELLO);
            assertThat(off.llm().chat(HELLO).receipt().cache()).isEqualTo(CacheUse.BYPASS);

            brief.llm().chat(HELLO);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> brief.llm().chat(HELLO).receipt().cache() == CacheUse.MISS);
        }
    }
}
