package io.serai.retry;

import static io.serai.testing.OpenAiReplies.chat;
import static io.serai.testing.OpenAiReplies.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.Serai;
import io.serai.error.BudgetExceededException;
import io.serai.error.ErrorDetail;
import io.serai.error.ServiceException;
import io.serai.llm.LlmService;
import io.serai.meter.Usage;
import io.serai.testing.FaultServer;
import io.serai.testing.LiveSerai;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What listeners hear, in calls to a real upstream. */
class CallListenerTest {
    private static final String PATH = "/v1/chat/completions";

    private final FaultServer upstream = FaultServer.start();
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void stop() {
        upstream.close();
    }

    /** Writes down what it hears, and refuses when told to. */
    private final class Diary implements CallListener {
        private final String refused;

        Diary(String refused) {
            this.refused = refused;
        }

        private void hear(String event, Call call) {
            heard.add(event);
            if (event.equals(refused)) {
                throw new BudgetExceededException("spent", ErrorDetail.of(call.operation()));
            }
        }

        @Override
        public void opened(Call call) {
            hear("opened " + call.operation() + " for '" + call.tenant() + "'", call);
        }

        @Override
        public void attempting(Call call) {
            hear("attempting " + (call.attempts() + 1), call);
        }

        @Override
        public void attempted(Call call, @Nullable ServiceException failure, @Nullable Usage usage) {
            hear("attempted " + name(failure) + (usage == null ? "" : " for " + usage.totalTokens() + " tokens"), call);
        }

        @Override
        public void closed(Call call, @Nullable ServiceException failure) {
            hear("closed " + name(failure), call);
            throw new IllegalStateException("a listener's own fault is nobody else's");
        }

        private static String name(@Nullable ServiceException failure) {
            return failure == null ? "well" : failure.getClass().getSimpleName();
        }
    }

    private Serai start(CallListener... listeners) {
        Serai serai = LiveSerai.start(upstream);
        Calls calls = serai.context().getRegistry().lookupByNameAndType(Calls.NAME, Calls.class);
        List.of(listeners).forEach(calls::register);
        return serai;
    }

    @Test
    void every_attempt_is_heard_with_its_end_and_the_call_with_its_own() {
        upstream.on(PATH).reply(500, error("server_error", "x")).reply(200, chat("hi"));

        try (Serai serai = start(new Diary("nothing"))) {
            serai.llm().chatCompletion("hello");
        }

        assertThat(heard)
                .containsExactly(
                        "opened llm-chat for ''",
                        "attempting 1",
                        "attempted UpstreamException",
                        "attempting 2",
                        "attempted well for 12 tokens",
                        "closed well");
    }

    @Test
    void a_failed_call_ends_with_its_failure_and_a_filtered_reply_was_paid_for() {
        upstream.on(PATH).reply(200, chat("", "content_filter"));

        try (Serai serai = start(new Diary("nothing"))) {
            LlmService llm = serai.llm();
            assertThatThrownBy(() -> llm.chatCompletion("hello")).isInstanceOf(ServiceException.class);
        }

        assertThat(heard)
                .endsWith("attempted ContentFilteredException for 12 tokens", "closed ContentFilteredException");
    }

    @Test
    void a_refused_call_sends_nothing() {
        upstream.on(PATH).reply(200, chat("hi"));

        try (Serai serai = start(new Diary("nothing"), new Diary("opened llm-chat for ''"))) {
            LlmService llm = serai.llm();
            assertThatThrownBy(() -> llm.chatCompletion("hello")).isInstanceOf(BudgetExceededException.class);
        }

        assertThat(heard)
                .containsExactly("opened llm-chat for ''", "opened llm-chat for ''", "closed BudgetExceededException");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void a_refused_attempt_is_not_sent_and_those_who_heard_of_it_hear_its_end() {
        upstream.on(PATH).reply(200, chat("hi"));

        try (Serai serai = start(new Diary("nothing"), new Diary("attempting 1"))) {
            LlmService llm = serai.llm();
            assertThatThrownBy(() -> llm.chatCompletion("hello")).isInstanceOf(BudgetExceededException.class);
        }

        assertThat(heard)
                .containsExactly(
                        "opened llm-chat for ''",
                        "opened llm-chat for ''",
                        "attempting 1",
                        "attempting 1",
                        "attempted BudgetExceededException",
                        "closed BudgetExceededException",
                        "closed BudgetExceededException");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void calls_that_share_an_exchange_each_end_with_their_own_route_and_know_the_tenant() throws Exception {
        upstream.on(PATH).reply(200, chat("hi"));

        try (Serai serai = start(new Diary("nothing"))) {
            serai.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:two")
                            .setBody(constant(Map.of("prompt", "one")))
                            .to("direct:llm-chat")
                            .setBody(constant(Map.of("prompt", "two")))
                            .to("direct:llm-chat");
                }
            });
            serai.context()
                    .createProducerTemplate()
                    .request("direct:two", exchange -> exchange.setProperty(Call.TENANT, "team-blue"));
        }

        String opened = "opened llm-chat for 'team-blue'";
        String attempted = "attempted well for 12 tokens";
        assertThat(heard)
                .containsExactly(
                        opened,
                        "attempting 1",
                        attempted,
                        "closed well",
                        opened,
                        "attempting 1",
                        attempted,
                        "closed well");
    }

    @Test
    void a_call_to_a_backend_is_heard_as_well() {
        try (Serai serai = start(new Diary("nothing"))) {
            serai.cache().set("k", "v");
        }

        assertThat(heard).containsExactly("opened cache-set for ''", "closed well");
    }
}
