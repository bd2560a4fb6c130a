package io.serai.retry;

import static io.serai.testing.OpenAiReplies.chat;
import static io.serai.testing.OpenAiReplies.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.Serai;
import io.serai.error.UpstreamException;
import io.serai.llm.Message;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that wait for their next attempt. */
class WaitingCallsTest {
    private static final String PATH = "/v1/chat/completions";
    private static final int CALLS = 1000;
    private static final int WAVE = 50;

    private final FaultServer upstream = FaultServer.start();

    @AfterEach
    void stop() {
        upstream.close();
    }

    private static RedeliveryScheduler scheduler(Serai serai) {
        return serai.context().getRegistry().lookupByNameAndType(UpstreamPolicy.SCHEDULER, RedeliveryScheduler.class);
    }

    private static CompletableFuture<String> call(Serai serai, int number) {
        return serai.llm().chatCompletionAsync(List.of(Message.user("hello " + number)));
    }

    @Test
    void a_thousand_waiting_calls_hold_no_threads_and_a_stop_ends_them_with_the_reason() {
        upstream.on(PATH).reply(429, Map.of("retry-after", "50"), error("requests", "rate_limit_exceeded"));
        List<CompletableFuture<String>> calls = new ArrayList<>();
        Serai serai = LiveSerai.start(upstream, "serai.retry.reserve", "1000");

        for (int i = 1; i <= CALLS; i++) {
            calls.add(call(serai, i));
            int sent = i;
            if (i % WAVE == 0) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(40))
                        .until(() -> scheduler(serai).getQueue().size() == sent);
            }
        }

        // As many as a wave needs at once, whatever the number of calls that wait.
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("serai-worker"))
                .hasSizeLessThan(4 * WAVE);

        long start = System.nanoTime();
        serai.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(calls).allSatisfy(call -> {
            Throwable failure = org.assertj.core.api.Assertions.catchThrowable(() -> call.get());
            assertThat(failure)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(UpstreamException.class)
                    .hasMessageContaining("Serai is stopping");
        });
        assertThat(upstream.count(PATH)).isEqualTo(CALLS);
    }

    @Test
    void a_request_that_is_out_when_the_stop_begins_is_finished() throws Exception {
        var gate = new java.util.concurrent.CountDownLatch(1);
        upstream.on(PATH).then(Faults.after(gate, Faults.json(200, chat("done"))));
        Serai serai = LiveSerai.start(upstream);
        CompletableFuture<String> call = call(serai, 1);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> upstream.count(PATH) == 1);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(serai::close);
        gate.countDown();

        assertThat(call.get()).isEqualTo("done");
        closing.join();
    }
}
