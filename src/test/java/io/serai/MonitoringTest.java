package io.serai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.json.Json;
import io.serai.testing.SeraiProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics, health, dashboard and console of the running program. */
class MonitoringTest {
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\s*(?:=~|!~|!=|=)\\s*\"");
    private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");

    @TempDir
    static Path folder;

    private static SeraiProcess serai;

    @BeforeAll
    static void start() throws IOException {
        serai = SeraiProcess.start(
                folder,
                Map.of(
                        "SERAI_RETRY_MIN_WAIT",
                        "5ms",
                        "SERAI_RETRY_MAX_WAIT",
                        "5ms",
                        "SERAI_LOG_FORMAT",
                        "json",
                        "SERAI_REDIS_URL",
                        "redis://127.0.0.1:1"));
        for (int i = 0; i < 2; i++) {
            serai.post("/llm/chat", "{\"prompt\": \"<b>camels</b>\", \"temperature\": 0}");
        }
        serai.post("/llm/chat", "{\"prompt\": \"x\", \"model\": \"sandbox-500\"}");
        serai.post("/llm/chat", "{\"prompt\": \"x\", \"model\": \"nobody-knows-its-price\"}");
        serai.post(
                "/v1/chat/completions",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}], \"model\": \"gpt-4o-mini\", \"stream\": true}");
        serai.post("/tts", "{\"text\": \"Hello.\"}");
        Path failing = serai.data().resolve("inbox/llm-json/bad.json");
        Files.createDirectories(failing.getParent());
        Files.writeString(failing, "{\"promt\": \"x\"}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> state().path("folder").path("failed").asInt() == 1);
    }

    @AfterAll
    static void stop() {
        serai.close();
    }

    private static HttpResponse<byte[]> get(String path) {
        return serai.send(HttpRequest.newBuilder(URI.create(serai.managementUrl(path))));
    }

    private static JsonNode state() throws IOException {
        return Json.read(get("/console/state.json").body());
    }

    private static List<String> series() {
        return SeraiProcess.text(get("/observe/metrics"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private static Set<String> labelsOf(String metric) {
        Set<String> labels = new TreeSet<>();
        for (String line : series()) {
            if (line.startsWith(metric + "{") || line.startsWith(metric + " ")) {
                Matcher m = LABEL.matcher(line);
                while (m.find()) {
                    labels.add(m.group(1));
                }
                labels.add("");
            }
        }
        return labels;
    }

    @Test
    void every_query_of_the_dashboard_finds_its_metrics_with_the_labels_it_asks_for() throws IOException {
        JsonNode dashboard = Json.read(Files.readAllBytes(Path.of("src/main/docs/grafana-dashboard.json")));
        List<String> problems = new ArrayList<>();
        int queries = 0;
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                String expr = target.path("expr").asText();
                queries++;
                Set<String> wanted = new TreeSet<>();
                Matcher by = BY.matcher(expr);
                while (by.find()) {
                    wanted.addAll(List.of(by.group(1).split(",\\s*")));
                }
                Matcher selector = SELECTOR.matcher(expr);
                boolean found = false;
                while (selector.find()) {
                    found = true;
                    Set<String> there = labelsOf(selector.group(1));
                    Set<String> labels = new TreeSet<>(wanted);
                    Matcher label = LABEL.matcher(selector.group(2));
                    while (label.find()) {
                        labels.add(label.group(1));
                    }
                    if (there.isEmpty() || !there.containsAll(labels)) {
                        problems.add(expr + ": " + selector.group(1) + " has " + there + ", not " + labels);
                    }
                }
                assertThat(found).as(expr).isTrue();
            }
        }
        assertThat(problems).isEmpty();
        assertThat(queries).isGreaterThan(15);
    }

    @Test
    void health_tells_every_part_and_live_and_ready_are_up() throws IOException {
        assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/observe/health/ready").statusCode()).isEqualTo(200);
        JsonNode health =
                Json.read(get("/observe/health?data=true&exposureLevel=full").body());

        assertThat(get("/observe/health").statusCode()).as(health.toString()).isEqualTo(200);
        assertThat(health.path("checks"))
                .extracting(check ->
                        check.path("name").asText() + " " + check.path("status").asText())
                .contains(
                        "serai-upstream-openai UP",
                        "serai-redis-DEGRADED UP",
                        "serai-storage UP",
                        "serai-folder UP",
                        "serai-doors UP");
        assertThat(health.toString()).contains("Redis is not used", "failed_in_a_row");
    }

    @Test
    void one_line_a_call_is_json_with_the_money_and_without_the_content() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : serai.log().lines().toList()) {
            if (line.startsWith("{")) {
                JsonNode json = Json.read(line.getBytes(StandardCharsets.UTF_8));
                if (json.path("logger").asText().equals("io.serai.calls")) {
                    lines.add(json);
                }
            }
        }

        assertThat(lines).hasSizeGreaterThanOrEqualTo(4);
        JsonNode hit = lines.stream()
                .filter(l -> l.path("cache").asText().equals("hit"))
                .findFirst()
                .orElseThrow();
        assertThat(hit.path("operation").asText()).isEqualTo("llm-chat");
        assertThat(hit.path("outcome").asText()).isEqualTo("ok");
        assertThat(hit.has("saved_usd")).isTrue();
        assertThat(lines).anySatisfy(l -> {
            assertThat(l.path("outcome").asText()).isEqualTo("upstream_error");
            assertThat(l.path("attempts").asInt()).isEqualTo(3);
        });
        assertThat(serai.log()).doesNotContain("camels");
    }

    @Test
    void the_console_s_state_has_calls_money_and_the_folder_s_failures_with_their_remedies() throws IOException {
        JsonNode state = state();

        assertThat(state.path("sandbox").asBoolean()).isTrue();
        assertThat(state.path("services").path("llm-chat").path("calls").asInt())
                .isEqualTo(5);
        assertThat(state.path("recent"))
                .anySatisfy(call -> assertThat(call.path("cache").asText()).isEqualTo("hit"));
        assertThat(state.path("upstreams").get(0).path("retries").asInt()).isEqualTo(2);
        assertThat(state.path("spend").path("by_model").has("openai/gpt-4o-mini"))
                .isTrue();
        JsonNode failure = state.path("folder").path("failures").get(0);
        assertThat(failure.path("file").asText()).contains("bad.json");
        assertThat(failure.path("message").asText()).contains("promt");
        assertThat(failure.path("remedy").asText()).isNotBlank();
        assertThat(state.path("series")).hasSize(360);
        assertThat(state.toString()).doesNotContain("<b>camels");
    }

    @Test
    void the_page_runs_nothing_but_its_own_files_and_every_file_it_names_is_there() {
        HttpResponse<byte[]> page = get("/console/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        Matcher file = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(SeraiProcess.text(page));
        while (file.find()) {
            assertThat(get("/console/" + file.group(1)).statusCode())
                    .as(file.group(1))
                    .isEqualTo(200);
        }
        assertThat(SeraiProcess.text(page)).doesNotContain("onclick", "style=");
        assertThat(get("/console/../application.properties").statusCode()).isEqualTo(404);
        assertThat(get("/console/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void another_page_s_name_or_origin_is_refused() throws IOException {
        assertThat(raw("GET /console/state.json HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        HttpRequest.Builder foreign = HttpRequest.newBuilder(URI.create(serai.managementUrl("/console/try/llm-chat")))
                .header("Content-Type", "application/json")
                .header("Origin", "http://evil.example")
                .POST(BodyPublishers.ofString("{\"prompt\": \"x\"}"));
        assertThat(serai.send(foreign).statusCode()).isEqualTo(403);
    }

    private static String raw(String request) throws IOException {
        int port = URI.create(serai.managementUrl("/")).getPort();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII);
            out.write(request);
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void an_operation_can_be_tried_and_shows_up_among_the_live_calls() throws IOException {
        int port = URI.create(serai.managementUrl("/")).getPort();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII);
            out.write("GET /console/events HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n");
            out.flush();
            BufferedReader events =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(events.readLine()).contains("200");
            while (!events.readLine().startsWith("retry:")) {
                // Headers, then the first words of the stream.
            }

            HttpResponse<byte[]> image =
                    serai.send(HttpRequest.newBuilder(URI.create(serai.managementUrl("/console/try/image-generate")))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"prompt\": \"a camel\"}")));

            assertThat(image.statusCode()).isEqualTo(200);
            assertThat(image.headers().firstValue("content-type")).contains("image/png");
            String line = events.readLine();
            while (line != null && !line.startsWith("data:")) {
                line = events.readLine();
            }
            assertThat(line).contains("image-generate").doesNotContain("a camel");
        }
        assertThat(tried("no-operation", "{}").statusCode()).isEqualTo(404);
        assertThat(tried("llm-chat", "no JSON").statusCode()).isEqualTo(400);
        HttpResponse<byte[]> keyless = tried("cache-delete", "{}");
        assertThat(keyless.statusCode()).isEqualTo(400);
        assertThat(SeraiProcess.text(keyless)).contains("key: is missing");
    }

    private static HttpResponse<byte[]> tried(String operation, String form) {
        return serai.send(HttpRequest.newBuilder(URI.create(serai.managementUrl("/console/try/" + operation)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(form)));
    }

    @Test
    void what_is_tried_reaches_the_operation_it_names_and_no_other_address() {
        String key = "try/../a b?c#d/\u9a86\u9a7c.txt".replace("../", "");
        String form = "{\"key\": \"" + key + "\"}";
        assertThat(tried("storage-upload", "{\"key\": \"" + key + "\", \"content\": \"text\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(SeraiProcess.text(tried("storage-download", form))).isEqualTo("text");
        assertThat(SeraiProcess.text(tried("storage-exists", form))).contains("true");
        assertThat(SeraiProcess.text(tried("storage-list", "{\"prefix\": \"try/a b\"}")))
                .contains(key);
        assertThat(SeraiProcess.text(tried("storage-delete", form))).contains("true");
        assertThat(tried("storage-download", form).statusCode()).isEqualTo(404);
        for (String outside : List.of("../llm/chat", "..", "a/../../openapi.yaml")) {
            assertThat(tried("storage-download", "{\"key\": \"" + outside + "\"}")
                            .statusCode())
                    .as(outside)
                    .isBetween(400, 404);
        }
    }
}
