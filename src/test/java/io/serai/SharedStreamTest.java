package io.serai;

import static io.serai.testing.ChatEvents.DONE;
import static io.serai.testing.ChatEvents.SSE;
import static io.serai.testing.ChatEvents.USAGE;
import static io.serai.testing.ChatEvents.end;
import static io.serai.testing.ChatEvents.part;
import static io.serai.testing.ChatEvents.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.testing.Answer;
import io.serai.testing.LiveDoor;
import io.serai.testing.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Callers who ask the same at the same time read one stream of the upstream, each as it comes. */
@Timeout(60)
class SharedStreamTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static LiveDoor door;
    private static int prompts;

    @BeforeAll
    static void start() {
        door = LiveDoor.open(folder, Map.of("SERAI_LLM_IDLE_TIMEOUT", "20s"));
    }

    @AfterAll
    static void stop() {
        door.close();
    }

    /** One caller's stream, read line by line. */
    private record Reader(HttpResponse<InputStream> response, BufferedReader lines) implements AutoCloseable {
        static Reader open(String more) throws Exception {
            String body = "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"prompt "
                    + prompts + "\"}]" + more + "}";
            var response = HTTP.send(
                    HttpRequest.newBuilder(URI.create(door.serai().url(LiveDoor.CHAT)))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            return new Reader(response, new BufferedReader(new InputStreamReader(response.body(), UTF_8)));
        }

        /** Reads on until this has come. */
        void await(String word) throws IOException {
            String line = lines.readLine();
            while (line != null && !line.contains(word)) {
                line = lines.readLine();
            }
            assertThat(line).as(word).isNotNull();
        }

        List<String> rest() {
            return lines.lines().filter(line -> !line.isEmpty()).toList();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private interface Ending {
        void send(Wire wire) throws IOException;
    }

    /** The first word at once, the rest behind the gate. */
    private static Answer gated(CountDownLatch gate, Ending ending) {
        prompts++;
        return wire -> {
            wire.head(200, Map.of("content-type", SSE, "transfer-encoding", "chunked"));
            wire.chunk(part("{\"role\":\"assistant\",\"content\":\"\"}"));
            wire.chunk(text("one "));
            wire.await(gate);
            ending.send(wire);
        };
    }

    private static void finish(Wire wire) throws IOException {
        for (String each : List.of(text("two"), end(0, "stop"), USAGE, DONE, "")) {
            wire.chunk(each);
        }
    }

    @Test
    void who_joins_reads_what_has_come_at_once_and_the_rest_as_it_comes() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        door.script(gated(gate, SharedStreamTest::finish));
        int before = door.upstream().count(LiveDoor.CHAT);

        try (Reader first = Reader.open("");
                Reader second = Reader.open(",\"stream_options\":{\"include_usage\":true}")) {
            first.await("one ");
            second.await("one ");
            gate.countDown();

            assertThat(first.rest()).hasSize(3).last().isEqualTo("data: [DONE]");
            assertThat(second.rest())
                    .hasSize(4)
                    .anySatisfy(line -> assertThat(line).contains("\"total_tokens\":5"))
                    .last()
                    .isEqualTo("data: [DONE]");
            assertThat(second.header("x-serai-cache")).isEqualTo("shared");
            assertThat(second.header("x-serai-upstream")).isEqualTo("openai");
            assertThat(second.header("x-request-id")).isNotEqualTo(first.header("x-request-id"));
        }
        assertThat(door.upstream().count(LiveDoor.CHAT) - before).isEqualTo(1);
    }

    @Test
    void the_one_who_came_first_may_leave_without_ending_the_others() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        // Slow, so that the leaving is heard of before the end.
        door.script(gated(gate, wire -> {
            for (int i = 0; i < 50; i++) {
                wire.chunk(text("more "));
                wire.pause(Duration.ofMillis(10));
            }
            finish(wire);
        }));
        int before = door.upstream().count(LiveDoor.CHAT);

        try (Reader first = Reader.open("");
                Reader second = Reader.open("")) {
            second.await("one ");
            first.close();
            gate.countDown();

            assertThat(second.rest()).hasSize(53).last().isEqualTo("data: [DONE]");
        }
        assertThat(door.upstream().count(LiveDoor.CHAT) - before).isEqualTo(1);
    }

    @Test
    void the_upstream_is_let_go_within_a_second_when_the_last_one_leaves() throws Exception {
        door.script(gated(new CountDownLatch(1), SharedStreamTest::finish));

        Reader first = Reader.open("");
        Reader second = Reader.open("");
        second.await("one ");
        first.close();
        second.close();

        assertThat(door.upstream().awaitDropped(Duration.ofSeconds(1)).request().text())
                .contains("prompt " + prompts + "\"");
    }

    @Test
    void a_stream_that_breaks_is_an_error_for_all_and_complete_for_nobody() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        door.script(gated(gate, Wire::close));
        int before = door.upstream().count(LiveDoor.CHAT);

        try (Reader first = Reader.open("");
                Reader second = Reader.open("")) {
            first.await("one ");
            second.await("one ");
            gate.countDown();

            for (Reader each : List.of(first, second)) {
                assertThat(each.rest()).singleElement().asString().contains("\"error\"");
            }
        }
        assertThat(door.upstream().count(LiveDoor.CHAT) - before).isEqualTo(1);
    }

    @Test
    void who_joins_late_in_a_long_answer_gets_it_whole_when_it_is_there() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        String much = text("x".repeat(40_000));
        prompts++;
        door.script(wire -> {
            wire.head(200, Map.of("content-type", SSE, "transfer-encoding", "chunked"));
            wire.chunk(much + much + text("marker"));
            wire.await(gate);
            finish(wire);
        });
        int before = door.upstream().count(LiveDoor.CHAT);

        try (Reader first = Reader.open("")) {
            first.await("marker");
            var second = CompletableFuture.supplyAsync(() -> {
                try {
                    return Reader.open("");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            gate.countDown();

            assertThat(first.rest()).last().isEqualTo("data: [DONE]");
            try (Reader late = second.get()) {
                assertThat(late.rest())
                        .anySatisfy(line -> assertThat(line).contains("x".repeat(80_000) + "markertwo"))
                        .last()
                        .isEqualTo("data: [DONE]");
            }
        }
        assertThat(door.upstream().count(LiveDoor.CHAT) - before).isEqualTo(1);
    }
}
