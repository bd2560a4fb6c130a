package io.serai;

import static io.serai.testing.OpenAiReplies.chat;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.llm.ChatReply;
import io.serai.meter.CacheUse;
import io.serai.reuse.Wishes;
import io.serai.testing.FaultServer;
import io.serai.testing.LiveSerai;
import io.serai.testing.TestRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The route of a message consumer as the page on the cache shows it, with {@code direct:} in the place of a broker. */
class IdempotentConsumerTest {
    private static final String CHAT = "/v1/chat/completions";

    private final FaultServer upstream = FaultServer.start();
    private final TestRedis redis = TestRedis.start();

    @BeforeEach
    void answer() {
        upstream.on(CHAT).reply(200, chat("first")).reply(200, chat("second"));
    }

    @AfterEach
    void stop() {
        redis.close();
        upstream.close();
    }

    private Serai consumer(String cache) {
        Serai serai = LiveSerai.start(upstream, "serai.redis.url", redis.url(), "serai.llm.cache", cache);
        try {
            String page = Files.readString(Path.of("src/main/docs/cache.md"));
            String route = page.substring(page.indexOf("```yaml\n") + 8, page.lastIndexOf("```"))
                    .replace("kafka:questions?groupId=serai", "direct:questions")
                    .replace("kafka:answers", "mock:answers");
            CamelContext context = serai.context();
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("answer-questions.camel.yaml", route));
            return serai;
        } catch (Exception e) {
            serai.close();
            throw new IllegalStateException(e);
        }
    }

    private static Exchange deliver(Serai serai, long offset, String text) {
        return serai.context()
                .createFluentProducerTemplate()
                .to("direct:questions")
                .withHeaders(Map.of("kafka.TOPIC", "questions", "kafka.PARTITION", 0, "kafka.OFFSET", offset))
                .withBody(text)
                .send();
    }

    private static String answered(Exchange done) {
        assertThat(done.getException()).isNull();
        return done.getMessage().getBody(String.class);
    }

    @Test
    void a_message_that_is_delivered_again_even_after_a_restart_gets_the_same_answer_and_no_second_call() {
        try (Serai serai = consumer("false")) {
            Exchange first = deliver(serai, 7, "Why?");
            Exchange again = deliver(serai, 7, "Why?");

            assertThat(answered(first)).isEqualTo("first");
            assertThat(first.getProperty(Wishes.REPLAYED)).isNull();
            assertThat(answered(again)).isEqualTo("first");
            assertThat(again.getProperty(Wishes.REPLAYED)).isEqualTo(true);
        }
        try (Serai serai = consumer("false")) {
            assertThat(answered(deliver(serai, 7, "Why?"))).isEqualTo("first");
            assertThat(upstream.count(CHAT)).isEqualTo(1);
            assertThat(answered(deliver(serai, 8, "Why?")))
                    .as("another message")
                    .isEqualTo("second");
            assertThat(upstream.count(CHAT)).isEqualTo(2);
        }
    }

    @Test
    void the_same_content_in_another_message_makes_no_second_call_and_the_receipt_says_so() {
        try (Serai serai = consumer("true")) {
            assertThat(answered(deliver(serai, 1, "Why?"))).isEqualTo("first");
            assertThat(answered(deliver(serai, 2, "Why?"))).isEqualTo("first");
            ChatReply reply = serai.llm().chat(io.serai.llm.ChatRequest.of("Why?"));

            assertThat(reply.receipt().cache()).isEqualTo(CacheUse.HIT);
            assertThat(upstream.count(CHAT)).isEqualTo(1);
        }
    }

    @Test
    void another_content_under_the_same_name_is_refused() {
        try (Serai serai = consumer("false")) {
            deliver(serai, 7, "Why?");
            Exception refusal = deliver(serai, 7, "Why not?").getException();

            assertThat(refusal).isInstanceOf(InvalidRequestException.class);
            assertThat(((ServiceException) refusal).detail().status()).isEqualTo(422);
            assertThat(upstream.count(CHAT)).isEqualTo(1);
        }
    }
}
