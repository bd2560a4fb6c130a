package io.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serai.json.Json;
import io.serai.testing.Chromium;
import io.serai.testing.SeraiProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser. */
class ConsolePageTest {
    @TempDir
    Path folder;

    @TempDir
    Path profile;

    @Test
    void the_page_shows_calls_as_text_speaks_chinese_fits_a_phone_and_plays_what_was_tried() {
        assumeTrue(Chromium.installed().isPresent(), "no Chromium is installed: apt-get install chromium");
        try (SeraiProcess serai = SeraiProcess.start(folder, Map.of())) {
            String hostile = "<img src=x onerror=document.title=1>";
            serai.post("/llm/chat", "{\"prompt\": \"hello\", \"model\": \"" + hostile + "\"}");
            try (Chromium page = Chromium.open(
                    Chromium.installed().orElseThrow(), profile, serai.managementUrl("/console/"), true)) {
                page.await("document.querySelectorAll('.u-wrap canvas').length === 3");
                page.await("document.querySelector('#calls tbody tr')");

                assertThat(page.value("document.querySelector('#calls').textContent")
                                .asText())
                        .contains(hostile);
                assertThat(page.value("document.querySelectorAll('main img').length")
                                .asInt())
                        .isZero();
                assertThat(page.value("document.title").asText()).isEqualTo("Serai");
                assertThat(page.value("document.querySelector('#mode').textContent")
                                .asText())
                        .isNotBlank();

                String language = page.value("document.documentElement.lang").asText();
                page.value("document.querySelector('#language').click()");
                assertThat(page.value("document.documentElement.lang").asText()).isNotEqualTo(language);
                assertThat(page.value("[...document.querySelectorAll('[data-text]')].map(e => e.textContent).join()")
                                        .asText()
                                + page.value(
                                                "document.querySelector('#language').click(),"
                                                        + "[...document.querySelectorAll('[data-text]')].map(e => e.textContent).join()")
                                        .asText())
                        .contains("试一试", "Try it")
                        .doesNotContain("undefined");

                page.size(390, 844);
                page.await("document.documentElement.scrollWidth <= 390");

                page.value("document.querySelector('#try-operation').value = 'tts-synthesize',"
                        + "document.querySelector('#try-input').value = 'Hello {{world}}',"
                        + "document.querySelector('#try').requestSubmit()");
                page.await("document.querySelector('#try-answer audio')?.readyState > 0");
                assertThat(page.value("document.querySelector('#try-answer audio').duration")
                                .asDouble())
                        .isPositive();
                page.await("document.querySelector('#calls').textContent.includes('tts-synthesize')");
            }
        }
    }

    /** In this order each finds what the one before has left. */
    private static final Map<String, Map<String, String>> TRIED = tried();

    private static Map<String, Map<String, String>> tried() {
        Map<String, Map<String, String>> tried = new LinkedHashMap<>();
        tried.put("llm-chat", Map.of("input", "It's {{world}}, $HOME & <b>骆驼</b>", "temperature", "0.2"));
        tried.put("llm-json", Map.of("input", "a camel", "schema", "{\"type\": \"object\"}"));
        tried.put("llm-embed", Map.of("input", "a camel"));
        tried.put("image-generate", Map.of("input", "a camel", "size", "1024x1024"));
        tried.put("tts-synthesize", Map.of("input", "Hello."));
        tried.put("storage-upload", Map.of("input", "text", "key", "a b/ö.txt"));
        tried.put("storage-stat", Map.of("key", "a b/ö.txt"));
        tried.put("storage-exists", Map.of("key", "a b/ö.txt"));
        tried.put("storage-url", Map.of("key", "a b/ö.txt"));
        tried.put("storage-list", Map.of("prefix", "a b/"));
        tried.put("storage-copy", Map.of("from", "a b/ö.txt", "to", "c.txt"));
        tried.put("storage-move", Map.of("from", "c.txt", "to", "d.txt"));
        tried.put("storage-refresh", Map.of("key", "d.txt"));
        tried.put("storage-prefetch", Map.of("key", "d.txt"));
        tried.put("storage-download", Map.of("key", "a b/ö.txt"));
        tried.put("storage-delete", Map.of("key", "d.txt"));
        tried.put("cache-set", Map.of("key", "k/1", "input", "@value", "ttl", "10m"));
        tried.put("cache-get", Map.of("key", "k/1"));
        tried.put("cache-delete", Map.of("key", "k/1"));
        return tried;
    }

    @Test
    void every_operation_can_be_tried_and_its_curl_and_its_route_are_right() throws Exception {
        assumeTrue(Chromium.installed().isPresent(), "no Chromium is installed: apt-get install chromium");
        assertThat(TRIED.keySet()).containsExactlyInAnyOrderElementsOf(Operation.ids());
        Path routes = Files.createDirectory(folder.resolve("routes"));
        try (SeraiProcess serai = SeraiProcess.start(folder, Map.of());
                Chromium page = Chromium.open(
                        Chromium.installed().orElseThrow(), profile, serai.managementUrl("/console/"), false)) {
            page.await("document.querySelectorAll('#try-operation option').length === " + TRIED.size());
            page.await("document.querySelector('#try-curl').textContent.includes('127.0.0.1')");
            for (var each : TRIED.entrySet()) {
                String operation = each.getKey();
                page.value("document.querySelectorAll('#try input, #try textarea').forEach(e => { e.value = ''; }),"
                        + "document.querySelector('#try-operation').value = '" + operation + "'");
                each.getValue()
                        .forEach((field, text) ->
                                page.value("document.querySelector('#try-" + field + "').value = " + Json.text(text)));
                page.value("document.querySelector('#try').dispatchEvent(new Event('input')),"
                        + "document.querySelector('#try-answer').replaceChildren(),"
                        + "document.querySelector('#try').requestSubmit()");
                page.await("document.querySelector('#try-answer small')");
                assertThat(page.value("document.querySelector('#try-answer').textContent")
                                .asText())
                        .as(operation)
                        .contains("200 ·");
                if (operation.equals("image-generate")) {
                    page.await("document.querySelector('#try-answer img')?.naturalWidth > 0");
                }
                if (operation.equals("tts-synthesize")) {
                    page.await("document.querySelector('#try-answer audio')?.duration > 0");
                }
                String curl = page.value("document.querySelector('#try-curl').textContent")
                        .asText();
                // What was moved or forgotten by the page is not there a second time.
                assertThat(run(curl + " -w ' status %{http_code}'"))
                        .as(curl)
                        .containsPattern(
                                operation.matches("storage-(copy|move)|.*-delete")
                                        ? "status (200|404|409)"
                                        : "status 200");
                Files.writeString(
                        routes.resolve(operation + ".camel.yaml"),
                        page.value("document.querySelector('#try-yaml').textContent")
                                        .asText() + "\n");
            }
        }
        // The routes as they were shown, run as an operator would.
        try (SeraiProcess serai = SeraiProcess.start(folder, Map.of("SERAI_ROUTES", routes.toString()))) {
            for (String operation : List.of("llm-chat", "llm-json", "llm-embed", "image-generate", "tts-synthesize")) {
                Awaitility.await(operation)
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> serai.log().contains("operation=" + operation + " outcome=ok"));
            }
            for (String operation : List.of("storage-upload", "storage-list", "cache-set")) {
                Awaitility.await(operation)
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> serai.log().contains("operation=" + operation + " outcome=ok"));
            }
            assertThat(serai.log()).doesNotContain("is missing", "is not known");
        }
    }

    private String run(String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(profile.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
