package io.serai.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.Serai;
import io.serai.error.ServiceException;
import io.serai.llm.ChatReply;
import io.serai.meter.Usage;
import io.serai.retry.Call;
import io.serai.retry.CallListener;
import io.serai.retry.ChunkSink;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A streamed chat as a route sees it, and what it is said to have cost. */
class ChatStreamTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String SSE = "text/event-stream";

    private final FaultServer upstream = FaultServer.start();
    private final Serai serai = LiveSerai.start(upstream);
    private Map<String, Object> question = Map.of("prompt", "x".repeat(400));
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final List<Usage> paid = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        serai.close();
        upstream.close();
    }

    private static String part(String delta, String finish) {
        return "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":" + finish + "}]}\r\n\r\n";
    }

    private Exchange chat(int leavesAfter) {
        return chat(leavesAfter, "no such part");
    }

    /** @param last a part upon which the caller hangs up while it is taken */
    private Exchange chat(int leavesAfter, String last) {
        ChunkSink sink = new ChunkSink() {
            private Runnable hangUp = () -> {};

            @Override
            public Map<String, Object> options() {
                return Map.of();
            }

            @Override
            public void show(byte[] json, boolean usage) throws IOException {
                shown.add(new String(json, StandardCharsets.UTF_8));
                if (shown.size() >= leavesAfter) {
                    throw new IOException("gone");
                }
                if (shown.get(shown.size() - 1).contains(last)) {
                    hangUp.run();
                }
            }

            @Override
            public void whenGone(Runnable action) {
                hangUp = action;
            }
        };
        CallListener meter = new CallListener() {
            @Override
            public void attempted(Call call, @Nullable ServiceException failure, @Nullable Usage usage) {
                paid.add(usage);
            }
        };
        return serai.context().createProducerTemplate().request("direct:llm-chat", exchange -> {
            exchange.setProperty(ChunkSink.PROPERTY, sink);
            exchange.setProperty(CallListener.OF_EXCHANGE, meter);
            exchange.getIn().setBody(question);
        });
    }

    @Test
    void the_parts_add_up_to_the_whole_reply_with_what_it_cost() {
        upstream.on(CHAT)
                .then(Faults.streamed(
                        SSE,
                        Duration.ZERO,
                        ": a comment\n\n" + part("{\"role\":\"assistant\"}", "null"),
                        part("{\"content\":\"two \"}", "null"),
                        part("{\"content\":\"humps\"}", "null"),
                        part("{}", "\"stop\""),
                        "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2,\"total_tokens\":9}}\n\n",
                        "data: [DONE]\n\n"));

        ChatReply reply = chat(Integer.MAX_VALUE).getMessage().getBody(ChatReply.class);

        assertThat(reply.text()).isEqualTo("two humps");
        assertThat(reply.finishReason()).isEqualTo("stop");
        assertThat(reply.receipt().usage()).isEqualTo(new Usage(7, 2, 9, 0, 0));
        assertThat(shown).hasSize(5);
        assertThat(paid).containsExactly(new Usage(7, 2, 9, 0, 0));
    }

    @Test
    void what_was_used_until_the_caller_left_or_the_stream_broke_is_counted() {
        String parts = part("{\"content\":\"a\"}", "null")
                + part("{\"content\":\"b\"}", "null")
                + part("{\"content\":\"c\"}", "null");
        upstream.on(CHAT)
                .then(Faults.streamedThenHang(SSE, Duration.ZERO, parts))
                .then(Faults.streamedThenCut(SSE, Duration.ZERO, parts));

        Exchange left = chat(3);
        shown.clear();
        Exchange broken = chat(Integer.MAX_VALUE);

        assertThat(left.getException()).hasMessageContaining("the caller left");
        assertThat(broken.getException()).hasMessageContaining("llm-chat at openai");
        assertThat(paid).hasSize(2).allSatisfy(usage -> {
            assertThat(usage.promptTokens()).isBetween(50L, 200L);
            assertThat(usage.completionTokens()).isBetween(2L, 3L);
        });
        assertThat(upstream.count(CHAT)).as("neither is asked for again").isEqualTo(2);
    }

    @Test
    void a_picture_is_not_counted_by_its_bytes() {
        upstream.on(CHAT).then(Faults.streamedThenHang(SSE, Duration.ZERO, part("{\"content\":\"a\"}", "null")));
        String picture = "data:image/png;base64," + "A".repeat(4 << 20);
        question = Map.of(
                "messages",
                List.of(Map.of(
                        "role",
                        "user",
                        "content",
                        List.of(Map.of("type", "image_url", "image_url", Map.of("url", picture))))));

        chat(1);

        assertThat(paid)
                .singleElement()
                .satisfies(usage -> assertThat(usage.promptTokens()).isBetween(85L, 3000L));
    }

    @Test
    void a_caller_who_hangs_up_after_the_last_word_and_before_the_bill_is_counted_too() {
        upstream.on(CHAT)
                .then(Faults.streamedThenHang(
                        SSE, Duration.ZERO, part("{\"content\":\"a\"}", "null") + part("{}", "\"stop\"")));

        Exchange left = chat(Integer.MAX_VALUE, "\"finish_reason\":\"stop\"");

        assertThat(left.getException()).hasMessageContaining("the caller left");
        assertThat(paid)
                .singleElement()
                .satisfies(usage -> assertThat(usage.promptTokens()).isBetween(50L, 200L));
    }
}
