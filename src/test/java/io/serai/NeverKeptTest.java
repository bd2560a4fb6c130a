package io.serai;

import static io.serai.testing.OpenAiReplies.chat;
import static io.serai.testing.OpenAiReplies.error;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.api.sync.RedisServerCommands;
import io.serai.error.ServiceException;
import io.serai.llm.ChatReply;
import io.serai.llm.ChatRequest;
import io.serai.meter.CacheUse;
import io.serai.reuse.Wishes;
import io.serai.testing.Answer;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import io.serai.testing.TestRedis;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept neither in the process nor in Redis: whoever asks again, asks the upstream. */
class NeverKeptTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String IMAGES = "/v1/images/generations";
    private static final String SPEECH = "/v1/audio/speech";
    private static final String EMBEDDINGS = "/v1/embeddings";

    private static FaultServer upstream;
    private static TestRedis redis;
    private static Serai serai;
    private static int tests;

    @BeforeAll
    static void start() {
        upstream = FaultServer.start();
        redis = TestRedis.start();
        serai = LiveSerai.start(upstream, "serai.redis.url", redis.url(), "serai.breaker.enabled", "false");
    }

    @AfterAll
    static void stop() {
        serai.close();
        redis.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        tests++;
        redis.ask(RedisServerCommands::flushall);
        for (String path : List.of(CHAT, IMAGES, SPEECH, EMBEDDINGS)) {
            upstream.on(path).clear();
        }
    }

    /** What this test asks for, and no other. */
    private static String hello() {
        return "hello " + tests;
    }

    private static Answer json(String body) {
        return wire -> wire.reply(200, Map.of("Content-Type", "application/json"), body.getBytes(UTF_8));
    }

    /** The same call twice, then one whose reply is kept and, as Redis keeps the order, would come after theirs. */
    private static void asksAgain(String path, Answer answer, Consumer<Serai> call) {
        int before = upstream.count(path);
        upstream.on(path).then(answer);
        attempt(call);
        int first = upstream.count(path) - before;
        attempt(call);
        int second = upstream.count(path) - before - first;

        upstream.on(CHAT).clear().reply(200, chat("good"));
        serai.llm().chatCompletion("a good one after " + hello());
        Awaitility.await().until(() -> kept() > 0);
        assertThat(first).isPositive();
        assertThat(second).isEqualTo(first);
        assertThat(kept()).isEqualTo(1);
    }

    private static void attempt(Consumer<Serai> call) {
        try {
            call.accept(serai);
        } catch (ServiceException expected) {
            // Many of these replies are failures to the caller.
        }
    }

    private static int kept() {
        return redis.ask(r -> r.keys("serai:reply:*")).size();
    }

    private static void send(Serai serai, String operation, Object request) {
        Exchange done = serai.context()
                .createFluentProducerTemplate()
                .to(operation)
                .withBody(request)
                .send();
        assertThat(done.getException()).isInstanceOf(ServiceException.class);
    }

    /** A chat as OpenAI's clients have it: the upstream's reply is the caller's to judge. */
    private static void asSent(Serai serai) {
        try (var template = serai.context().createProducerTemplate()) {
            Exchange done = template.request("direct:llm-chat", in -> {
                in.getIn().setBody(ChatRequest.of(hello()));
                in.setProperty(Wishes.VERBATIM, true);
            });
            assertThat(done.getMessage().getBody()).isInstanceOf(ChatReply.class);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String choices(String... choices) {
        return "{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":["
                + String.join(",", choices) + "]}";
    }

    private static String choice(int index, String message, String finish) {
        return "{\"index\":" + index + ",\"message\":{\"role\":\"assistant\"," + message + "},\"finish_reason\":\""
                + finish + "\"}";
    }

    @Test
    void an_empty_reply() {
        asksAgain(CHAT, json(chat("")), s -> s.llm().chat(ChatRequest.of(hello())));
    }

    @Test
    void an_empty_reply_that_the_caller_gets_as_it_is() {
        asksAgain(CHAT, json(chat("")), NeverKeptTest::asSent);
    }

    @Test
    void a_cut_reply() {
        asksAgain(CHAT, json(chat("some", "length")), s -> s.llm().chat(ChatRequest.of(hello())));
    }

    @Test
    void a_cut_reply_that_the_caller_gets_as_it_is() {
        asksAgain(CHAT, json(chat("some", "length")), NeverKeptTest::asSent);
    }

    @Test
    void a_reply_of_which_one_choice_is_cut() {
        String reply = choices(choice(0, "\"content\":\"whole\"", "stop"), choice(1, "\"content\":\"hal\"", "length"));

        asksAgain(CHAT, json(reply), NeverKeptTest::asSent);
    }

    @Test
    void a_reply_that_breaks_off() {
        asksAgain(CHAT, Faults.truncated(chat("some"), 20), s -> s.llm().chat(ChatRequest.of(hello())));
    }

    @Test
    void a_filtered_reply() {
        asksAgain(CHAT, json(chat("some", "content_filter")), s -> s.llm().chat(ChatRequest.of(hello())));
    }

    @Test
    void a_filtered_reply_that_the_caller_gets_as_it_is() {
        asksAgain(CHAT, json(chat("some", "content_filter")), NeverKeptTest::asSent);
    }

    @Test
    void a_refusal() {
        String reply = choices(choice(0, "\"content\":null,\"refusal\":\"I will not\"", "stop"));

        asksAgain(CHAT, json(reply), s -> s.llm().chat(ChatRequest.of(hello())));
    }

    @Test
    void a_refusal_that_the_caller_gets_as_it_is() {
        String reply = choices(choice(0, "\"content\":null,\"refusal\":\"I will not\"", "stop"));

        asksAgain(CHAT, json(reply), NeverKeptTest::asSent);
    }

    @Test
    void json_that_does_not_fit_its_schema() {
        Map<String, Object> request =
                Map.of("prompt", hello(), "schema", Map.of("type", "object", "required", List.of("name")));

        asksAgain(CHAT, json(chat("{\"other\":1}")), s -> send(s, "direct:llm-json", request));
    }

    @Test
    void an_error_of_the_request() {
        Answer refusal = wire ->
                wire.reply(400, Map.of(), error("invalid_request_error", "bad").getBytes(UTF_8));

        asksAgain(CHAT, refusal, s -> s.llm().chat(ChatRequest.of(hello())));
    }

    @Test
    void an_error_of_the_upstream() {
        Answer failure =
                wire -> wire.reply(500, Map.of(), error("server_error", "x").getBytes(UTF_8));

        asksAgain(CHAT, failure, s -> s.llm().chat(ChatRequest.of(hello())));
    }

    @Test
    void an_error_that_is_called_a_success() {
        asksAgain(CHAT, json(error("server_error", "x")), s -> s.llm().chat(ChatRequest.of(hello())));
    }

    @Test
    void an_image_that_is_missing() {
        asksAgain(IMAGES, json("{\"created\":1,\"data\":[]}"), s -> s.image().generate(hello()));
    }

    @Test
    void an_image_that_is_filtered() {
        Answer refusal = wire -> wire.reply(
                400,
                Map.of(),
                error("invalid_request_error", "content_policy_violation").getBytes(UTF_8));

        asksAgain(IMAGES, refusal, s -> s.image().generate(hello()));
    }

    @Test
    void audio_without_a_sound() {
        asksAgain(
                SPEECH,
                wire -> wire.reply(200, Map.of("Content-Type", "audio/mpeg"), new byte[0]),
                s -> s.tts().synthesize(hello()));
    }

    @Test
    void vectors_that_are_missing() {
        asksAgain(
                EMBEDDINGS,
                json("{\"object\":\"list\",\"model\":\"m\",\"data\":[]}"),
                s -> send(s, "direct:llm-embed", Map.of("input", hello())));
    }

    @Test
    void a_sandbox_reply_for_live_calls_and_the_other_way_round() {
        upstream.on(CHAT).reply(200, chat("live"));
        int before = upstream.count(CHAT);
        ChatRequest hello = ChatRequest.of(hello());
        try (Serai sandbox = Serai.start(Map.of("serai.mode", "sandbox", "serai.redis.url", redis.url()))) {
            assertThat(sandbox.llm().chat(hello).receipt().sandbox()).isTrue();
            Awaitility.await().until(() -> kept() == 1);

            ChatReply live = serai.llm().chat(hello);
            Awaitility.await().until(() -> kept() == 2);
            ChatReply again = sandbox.llm().chat(hello);

            assertThat(live.text()).isEqualTo("live");
            assertThat(live.receipt().cache()).isEqualTo(CacheUse.MISS);
            assertThat(live.receipt().sandbox()).isFalse();
            assertThat(again.receipt().cache()).isEqualTo(CacheUse.HIT);
            assertThat(again.receipt().sandbox()).isTrue();
            assertThat(upstream.count(CHAT) - before).isEqualTo(1);
        }
    }
}
