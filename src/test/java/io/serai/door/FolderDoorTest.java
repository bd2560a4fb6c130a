package io.serai.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.serai.Serai;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.json.Json;
import io.serai.testing.CountedSandbox;
import io.serai.testing.WithRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDoorTest {
    @TempDir
    Path data;

    private final CountedSandbox upstream = new CountedSandbox();

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void a_text_becomes_a_result_with_a_receipt_and_moves_to_done() throws Exception {
        try (Serai serai = start()) {
            drop("llm-chat/why.txt", "\uFEFFWhy do camels have humps?");

            appears("done/llm-chat/why.txt");

            assertThat(data.resolve("out/llm-chat/why.txt")).content().isNotBlank();
            assertThat(receipt("out/llm-chat/why.txt"))
                    .containsEntry("input", "llm-chat/why.txt")
                    .containsEntry("operation", "llm-chat")
                    .containsEntry("upstream", "openai")
                    .containsEntry("attempts", 1)
                    .containsEntry("sandbox", false)
                    .containsEntry("finish_reason", "stop")
                    .containsKeys("call_id", "model", "ms", "usage");
            assertThat(files("inbox")).isEmpty();
            assertThat(files(".work")).containsExactly("node-1.beat", "node-1.lock");
        }
    }

    @Test
    void every_operation_with_a_folder_answers_its_own_kind_of_file() throws Exception {
        try (Serai serai = start()) {
            drop("llm-json/facts.txt", "Two facts about camels");
            drop("image-generate/camel.md", "a camel at dusk");
            drop("tts-synthesize/hello.txt", "Hello from the desert.");
            drop("storage-upload/notes.bin", "any bytes");
            drop("recipe-article-to-audio/article.md", "# Camels\n\nThey have *humps*.");

            appears("done/llm-json/facts.txt");
            appears("done/image-generate/camel.md");
            appears("done/tts-synthesize/hello.txt");
            appears("done/storage-upload/notes.bin");
            appears("done/recipe-article-to-audio/article.md");

            assertThat(Json.readObject(Files.readString(data.resolve("out/llm-json/facts.json"))))
                    .isNotEmpty();
            assertThat(data.resolve("out/image-generate/camel.png")).isNotEmptyFile();
            assertThat(data.resolve("out/tts-synthesize/hello.mp3")).isNotEmptyFile();
            assertThat(data.resolve("out/recipe-article-to-audio/article.mp3")).isNotEmptyFile();
            assertThat(receipt("out/storage-upload/notes.json").get("url").toString())
                    .endsWith("/notes.bin");
            assertThat(receipt("out/recipe-article-to-audio/article.mp3")).containsKeys("url", "title", "steps");
        }
    }

    @Test
    void objects_and_cached_values_are_kept_and_found_through_files() throws Exception {
        try (Serai serai = start()) {
            drop("storage-upload/notes.bin", "any bytes");
            drop("cache-set/greeting.json", "{\"key\": \"greeting\", \"value\": \"您好\", \"ttl\": 60}");
            appears("done/storage-upload/notes.bin");
            appears("done/cache-set/greeting.json");
            String url = receipt("out/storage-upload/notes.json").get("url").toString();

            drop("storage-download/again.txt", url + "\n");
            drop("storage-url/link.txt", url + "\n");
            drop("cache-get/hit.txt", "greeting\n");
            appears("done/storage-download/again.txt");
            appears("done/storage-url/link.txt");
            appears("done/cache-get/hit.txt");
            drop("cache-delete/greeting.txt", "greeting");
            appears("done/cache-delete/greeting.txt");
            drop("cache-get/miss.txt", "greeting");
            Path miss = data.resolve("failed/cache-get/miss.error.json");
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(miss));

            assertThat(miss).content().contains("has no value");
            assertThat(data.resolve("out/storage-download/again.bin")).hasContent("any bytes");
            assertThat(data.resolve("out/storage-url/link.json")).content().contains(url);
            assertThat(data.resolve("out/cache-get/hit.txt")).hasContent("您好");
            assertThat(data.resolve("failed/cache-get/miss.error.json"))
                    .content()
                    .contains("has no value");
            assertThat(data.resolve("out/cache-delete/greeting.json")).content().contains("true");
        }
    }

    @Test
    void a_chinese_story_becomes_a_page_whose_url_is_in_the_receipt() throws Exception {
        try (Serai serai = WithRoutes.folder(Map.of(
                "serai.mode", "sandbox",
                "serai.data", data.toString(),
                "serai.folder.settle", "20ms",
                "serai.folder.poll", "20ms"))) {
            drop("recipe-story/骆驼🐪.txt", "从前有一只骆驼，它走过了沙漠。后来它找到了一片绿洲。");

            appears("done/recipe-story/骆驼🐪.txt");

            String html = Files.readString(data.resolve("out/recipe-story/骆驼🐪.html"));
            assertThat(html).contains("骆驼", "data:image/png;base64", "data:audio/mpeg;base64", "沙盒作品");
            assertThat(receipt("out/recipe-story/骆驼🐪.html"))
                    .containsEntry("sandbox", true)
                    .containsKeys("url", "scenes", "steps");
            assertThat(data.resolve("journal")).isEmptyDirectory();
        }
    }

    @Test
    void what_the_file_says_outranks_the_options_beside_it() throws Exception {
        drop("tts-synthesize/a.options.json", "{\"voice\": \"echo\", \"format\": \"wav\"}");
        drop("tts-synthesize/a.txt", "---\nvoice: nova\n---\nHello.");
        drop("tts-synthesize/b.txt.options.json", "{\"voice\": \"echo\"}");
        drop("tts-synthesize/b.txt", "Hello.");
        drop("tts-synthesize/c.options.json", "{\"voice\": \"echo\", \"speed\": 2}");
        drop("tts-synthesize/c.json", "{\"text\": \"Hello.\", \"voice\": \"onyx\"}");

        try (Serai serai = start()) {
            appears("done/tts-synthesize/a.txt");
            appears("done/tts-synthesize/b.txt");
            appears("done/tts-synthesize/c.json");

            assertThat(upstream.server().requests(CountedSandbox.SPEECH).stream()
                            .map(r -> r.text()))
                    .anySatisfy(request -> assertThat(request).contains("\"nova\"", "\"wav\""))
                    .anySatisfy(
                            request -> assertThat(request).contains("\"echo\"").doesNotContain("wav", "speed"))
                    .anySatisfy(request -> assertThat(request).contains("\"onyx\"", "\"speed\":2"));
            assertThat(files("done"))
                    .contains("tts-synthesize/a.options.json", "tts-synthesize/b.txt.options.json")
                    .hasSize(6);
        }
    }

    @Test
    void the_same_name_again_gives_a_second_result_and_overwrites_nothing() throws Exception {
        try (Serai serai = start()) {
            drop("llm-chat/note.txt", "first");
            appears("done/llm-chat/note.txt");
            byte[] first = Files.readAllBytes(data.resolve("out/llm-chat/note.txt"));

            drop("llm-chat/note.txt", "second");
            appears("done/llm-chat/note-2.txt");

            assertThat(data.resolve("out/llm-chat/note.txt")).hasBinaryContent(first);
            assertThat(data.resolve("out/llm-chat/note-2.txt")).exists();
            assertThat(receipt("out/llm-chat/note-2.txt")).containsEntry("input", "llm-chat/note.txt");
            assertThat(data.resolve("done/llm-chat/note-2.txt")).hasContent("second");
        }
    }

    @Test
    void the_same_content_again_is_answered_without_a_second_call_and_the_receipt_says_so() throws Exception {
        try (Serai serai = start()) {
            for (String operation : List.of("llm-chat", "llm-json", "image-generate", "tts-synthesize")) {
                drop(operation + "/first.txt", "Why do camels have humps?");
                appears("done/" + operation + "/first.txt");
                int paid = upstream.count();

                drop(operation + "/again.txt", "Why do camels have humps?");
                appears("done/" + operation + "/again.txt");

                List<String> results = files("out/" + operation);
                String first = results.stream()
                        .filter(name -> name.matches("first\\.\\w+"))
                        .findFirst()
                        .orElseThrow();
                String again = first.replace("first", "again");
                String out = "out/" + operation + "/";
                assertThat(upstream.count()).as(operation).isEqualTo(paid);
                assertThat(data.resolve(out + again)).hasSameBinaryContentAs(data.resolve(out + first));
                assertThat(receipt(out + first)).containsEntry("cache", "miss").containsEntry("attempts", 1);
                assertThat(receipt(out + again))
                        .containsEntry("cache", "hit")
                        .containsEntry("attempts", 0)
                        .containsKey("cache_age");
            }
            drop("llm-chat/other.txt", "Why do camels have two humps?");
            appears("done/llm-chat/other.txt");
            assertThat(receipt("out/llm-chat/other.txt")).containsEntry("cache", "miss");
        }
    }

    @Test
    void sub_folders_are_kept() throws Exception {
        drop("llm-chat/2026/十一月/why.txt", "Why?");

        try (Serai serai = start()) {
            appears("done/llm-chat/2026/十一月/why.txt");

            assertThat(data.resolve("out/llm-chat/2026/十一月/why.txt.receipt.json"))
                    .exists();
        }
    }

    @Test
    void a_name_of_250_bytes_gets_a_result_name_that_fits() throws Exception {
        String stem = "骆".repeat(82);
        drop("llm-json/" + stem + ".txt", "facts");

        try (Serai serai = start()) {
            appears("done/llm-json/" + stem + ".txt");

            assertThat(files("out")).hasSize(2).allSatisfy(file -> {
                String name = file.substring("llm-json/".length());
                assertThat(name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                        .isLessThanOrEqualTo(255);
                assertThat(name).startsWith("骆骆骆").contains(".json");
            });
        }
    }

    @Test
    void the_oldest_file_is_taken_first() throws Exception {
        for (int i = 1; i <= 5; i++) {
            Path file = drop("llm-chat/" + (9 - i) + ".txt", "number " + i);
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + i * 60_000L));
        }

        try (Serai serai = start("serai.folder.parallel", "1", "serai.folder.settle", "0ms")) {
            await().until(() -> files("done").size() == 5);

            List<String> order = upstream.server().requests().stream()
                    .map(request -> request.text().replaceAll("(?s).*(number \\d).*", "$1"))
                    .toList();
            assertThat(order).containsExactly("number 1", "number 2", "number 3", "number 4", "number 5");
        }
    }

    @Test
    void as_many_files_as_the_setting_says_are_worked_on_at_once() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        upstream.refuse(request -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            three.countDown();
            waitFor(three);
            now.decrementAndGet();
            return false;
        });
        for (int i = 0; i < 9; i++) {
            drop("llm-chat/" + i + ".txt", "number " + i);
        }

        try (Serai serai = start("serai.folder.parallel", "3")) {
            await().until(() -> files("done").size() == 9);

            assertThat(most).hasValue(3);
        }
    }

    @Test
    void a_reader_that_polls_never_sees_a_torn_result() throws Exception {
        try (Serai serai = start()) {
            drop("image-generate/big.txt", "---\nsize: 1536x1024\n---\na camel");
            Path result = data.resolve("out/image-generate/big.png");
            byte[] seen = null;
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (seen == null && System.nanoTime() < end) {
                seen = Files.exists(result) ? Files.readAllBytes(result) : null;
            }

            appears("done/image-generate/big.txt");
            assertThat(result).hasBinaryContent(seen);
            assertThat(data.resolve("out/image-generate/big.png.receipt.json")).exists();
        }
    }

    @Test
    void when_told_to_stop_running_files_finish_and_queued_ones_stay() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        upstream.refuse(request -> {
            running.countDown();
            waitFor(go);
            return false;
        });
        for (int i = 0; i < 4; i++) {
            drop("llm-chat/" + i + ".txt", "number " + i);
        }
        Serai serai = start("serai.folder.parallel", "1");
        waitFor(running);

        Thread stop = new Thread(serai::close);
        stop.start();
        await().until(() -> serai.context().isStopping());
        go.countDown();
        stop.join();

        assertThat(files("done")).hasSize(1);
        assertThat(files("inbox")).hasSize(3);
        assertThat(files(".work")).containsExactly("node-1.beat", "node-1.lock");
    }

    @Test
    void a_data_folder_that_an_address_cannot_name_is_refused_at_start() {
        Settings settings =
                Settings.of(Map.of("serai.data", data.resolve("what?").toString()));

        assertThatThrownBy(() -> FolderDoor.install(new DefaultCamelContext(), settings))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("serai.data: ")
                .hasMessageEndingWith("use another folder");
        assertThat(data).isEmptyDirectory();
    }

    private Serai start(String... keysAndValues) {
        Map<String, String> settings = WithRoutes.settings(upstream, keysAndValues);
        settings.put("serai.data", data.toString());
        return WithRoutes.folder(settings);
    }

    private Path drop(String path, String content) throws IOException {
        Path file = data.resolve("inbox").resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private void appears(String path) {
        await(path)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    assertThat(files("failed")).isEmpty();
                    return Files.exists(data.resolve(path));
                });
    }

    private Map<String, Object> receipt(String result) throws IOException {
        return Json.readObject(Files.readString(data.resolve(result + ".receipt.json")));
    }

    private List<String> files(String folder) throws IOException {
        Path root = data.resolve(folder);
        try (Stream<Path> walk = Files.exists(root) ? Files.walk(root) : Stream.empty()) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
