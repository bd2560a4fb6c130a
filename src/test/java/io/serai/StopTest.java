package io.serai;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.testing.Answer;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.OpenAiReplies;
import io.serai.testing.SeraiProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Told to stop, the program answers the calls that are under way. */
@Timeout(120)
class StopTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final int CALLS = 20;

    @TempDir
    Path folder;

    private static CompletableFuture<HttpResponse<String>> ask(HttpClient http, SeraiProcess serai, int number) {
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create(serai.url(CHAT)))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"no " + number
                                        + "\"}]}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void calls_under_way_are_answered_and_written_down_before_the_program_ends() throws Exception {
        CountDownLatch stopping = new CountDownLatch(1);
        Answer late = Faults.json(200, OpenAiReplies.chat("late"));
        try (FaultServer upstream = FaultServer.start();
                SeraiProcess serai = SeraiProcess.start(
                        folder,
                        Map.of(
                                "SERAI_UPSTREAM_OPENAI_BASE_URL",
                                upstream.url() + "/v1",
                                "OPENAI_API_KEY",
                                "sk-live"))) {
            upstream.on(CHAT).then(Faults.after(stopping, late));
            HttpClient http = HttpClient.newHttpClient();
            List<CompletableFuture<HttpResponse<String>>> calls =
                    IntStream.range(0, CALLS).mapToObj(i -> ask(http, serai, i)).toList();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> upstream.count(CHAT) == CALLS);

            serai.signal("TERM");
            Awaitility.await().until(() -> serai.log().contains("Stopping;"));
            stopping.countDown();

            for (CompletableFuture<HttpResponse<String>> call : calls) {
                assertThat(call.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
            assertThat(serai.exitCode()).isEqualTo(0);
            assertThat(serai.log().lines().filter(line -> line.contains(" outcome=ok ")))
                    .hasSize(CALLS);
            try (Stream<Path> files = Files.list(serai.data().resolve("ledger"))) {
                Path lines = files.filter(file -> file.toString().endsWith(".jsonl"))
                        .findFirst()
                        .orElseThrow();
                assertThat(Files.readAllLines(lines))
                        .filteredOn(line -> line.contains("\"outcome\":\"ok\""))
                        .hasSize(CALLS);
            }
        }
    }
}
