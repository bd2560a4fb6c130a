package io.serai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.testing.SeraiProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that are edited while the program runs and is used. */
class RouteReloadTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Path routes;
    private SeraiProcess serai;

    @BeforeEach
    void start() throws IOException {
        routes = Files.createDirectory(folder.resolve("my-routes"));
        save("hello", hello("v0"));
        save("inner", inner("-"));
        serai = SeraiProcess.start(folder, Map.of("SERAI_ROUTES", routes.toString(), "SERAI_ROUTES_RELOAD", "true"));
    }

    @AfterEach
    void stop() {
        serai.close();
    }

    private static String hello(String version) {
        return """
                - route:
                    id: hello
                    from:
                      uri: platform-http:/hello
                      steps:
                        - setBody: {constant: "%s"}
                        - delay: {constant: "20"}
                        - to: direct:inner
                """.formatted(version);
    }

    private static String inner(String mark) {
        return """
                - route:
                    id: inner
                    from:
                      uri: direct:inner
                      steps:
                        - setBody: {simple: "${body}%s"}
                """.formatted(mark);
    }

    private void save(String name, String text) throws IOException {
        Files.writeString(routes.resolve(name + ".camel.yaml"), text);
    }

    private String get(String path) {
        HttpResponse<byte[]> reply = serai.get(path);
        return reply.statusCode() + " " + new String(reply.body(), UTF_8);
    }

    private void becomes(String path, String answer) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(get(path)).isEqualTo(answer));
    }

    private String health() {
        HttpResponse<byte[]> health =
                serai.send(HttpRequest.newBuilder(URI.create(serai.managementUrl("/observe/health"))));
        assertThat(health.statusCode()).isEqualTo(200);
        return new String(health.body(), UTF_8);
    }

    private String console() {
        return new String(
                serai.send(HttpRequest.newBuilder(URI.create(serai.managementUrl("/console/state.json"))))
                        .body(),
                UTF_8);
    }

    /** Calls of a model, as the metrics have counted them. */
    private double chats() {
        HttpResponse<byte[]> metrics =
                serai.send(HttpRequest.newBuilder(URI.create(serai.managementUrl("/observe/metrics"))));
        return new String(metrics.body(), UTF_8)
                .lines()
                .filter(line -> line.startsWith("serai_calls_seconds_count{") && line.contains("\"llm-chat\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** {@code -Dserai.test.edits=100} is the whole measurement. */
    @Test
    void edits_under_load_lose_no_call() throws Exception {
        int edits = Integer.getInteger("serai.test.edits", 10);
        HttpClient http = HttpClient.newHttpClient();
        Queue<CompletableFuture<String>> calls = new ConcurrentLinkedQueue<>();
        HttpRequest call = HttpRequest.newBuilder(URI.create(serai.url("/hello")))
                .timeout(SOON)
                .build();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        clock.scheduleAtFixedRate(
                () -> calls.add(http.sendAsync(call, HttpResponse.BodyHandlers.ofString())
                        .thenApply(reply -> reply.statusCode() + " " + reply.body())
                        .exceptionally(Throwable::toString)),
                0,
                20,
                TimeUnit.MILLISECONDS);
        for (int i = 1; i <= edits; i++) {
            boolean outer = i % 2 == 1;
            save(outer ? "hello" : "inner", outer ? hello("v" + i) : inner("-" + i));
            int outerNow = outer ? i : i - 1;
            int innerNow = outer ? i - 1 : i;
            becomes("/hello", "200 v" + outerNow + "-" + (innerNow == 0 ? "" : String.valueOf(innerNow)));
        }
        clock.shutdown();
        assertThat(clock.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        List<String> answers = calls.stream().map(CompletableFuture::join).toList();
        Map<String, Long> failed = answers.stream()
                .filter(answer -> !answer.matches("200 v\\d+-\\d*"))
                .collect(Collectors.groupingBy(answer -> answer, Collectors.counting()));
        assertThat(failed).as(answers.size() + " calls\n" + serai.log()).isEmpty();
        assertThat(answers).hasSizeGreaterThan(edits * 5);
        System.out.printf("%d edits, %d calls, %d failed%n", edits, answers.size(), failed.size());
    }

    @Test
    void what_is_wrong_changes_nothing_and_is_told_and_what_is_right_takes_effect() throws Exception {
        becomes("/hello", "200 v0-");

        save("hello", hello("v1").replace("setBody", "setBoddy"));
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(serai.log()).contains("hello.camel.yaml:6: 'setBoddy' is not known here"));
        assertThat(get("/hello")).isEqualTo("200 v0-");
        assertThat(health()).contains("hello.camel.yaml:6: 'setBoddy' is not known here");
        assertThat(console()).contains("\"routes\":[\"hello.camel.yaml:6: 'setBoddy' is not known here");

        // Another file is not held up by it.
        save("more", hello("new").replace("hello", "more").replace("direct:inner", "direct:llm-chat"));
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(get("/more")).startsWith("200 "));
        assertThat(chats()).isEqualTo(1);
        assertThat(get("/hello")).isEqualTo("200 v0-");

        // Half of a file is a file to wait for.
        save("hello", "");
        save("hello", hello("v2"));
        becomes("/hello", "200 v2-");
        assertThat(health()).doesNotContain("setBoddy");
        assertThat(console()).contains("\"routes\":[]");

        // What others call stays when its file is deleted; what nobody calls goes.
        Files.delete(routes.resolve("inner.camel.yaml"));
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(serai.log()).contains("no route starts from 'direct:inner'"));
        assertThat(get("/hello")).isEqualTo("200 v2-");
        save("inner", inner("!"));
        becomes("/hello", "200 v2!");
        Files.delete(routes.resolve("more.camel.yaml"));
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(get("/more")).startsWith("404"));

        // Whoever asks over JMX is told what came of it.
        try (JMXConnector jmx = serai.jmx()) {
            MBeanServerConnection beans = jmx.getMBeanServerConnection();
            ObjectName all = new ObjectName("io.serai:context=\"serai\",type=serai");
            ObjectName state = new ObjectName("io.serai:context=\"serai\",type=routes");
            save("inner", inner("?").replace("direct:inner", "direct:inner?nosuch=1"));
            assertThat(beans.invoke(all, "reload", new Object[0], new String[0]))
                    .asString()
                    .contains("the last good routes serve")
                    .contains("inner.camel.yaml:4: ");
            assertThat((String[]) beans.getAttribute(state, "Problems"))
                    .singleElement()
                    .asString()
                    .startsWith("inner.camel.yaml:4: ");
            save("inner", inner("?"));
            assertThat(beans.invoke(all, "reload", new Object[0], new String[0]))
                    .asString()
                    .startsWith("the routes are as the files");
            assertThat(get("/hello")).isEqualTo("200 v2?");
        }

        // Metrics go on, and count each call once, however often routes came and went.
        double before = chats();
        save("more", hello("again").replace("hello", "more").replace("direct:inner", "direct:llm-chat"));
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(get("/more")).startsWith("200 "));
        assertThat(chats()).isEqualTo(before + 1);
        assertThat(before).isPositive();

        // The operations are no files, and were never touched.
        assertThat(serai.log()).doesNotContain("Exception");
    }
}
