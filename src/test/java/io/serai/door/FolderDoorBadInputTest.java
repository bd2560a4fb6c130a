package io.serai.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.serai.Serai;
import io.serai.json.Json;
import io.serai.testing.CountedSandbox;
import io.serai.testing.LiveSerai;
import io.serai.testing.WithRoutes;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FolderDoorBadInputTest {
    @TempDir
    Path data;

    private final CountedSandbox upstream = new CountedSandbox();

    @AfterEach
    void close() {
        upstream.close();
    }

    static Stream<Arguments> bad_inputs() {
        return Stream.of(
                bad("llm-chat/empty.txt", "", "file", "is empty (0 bytes)"),
                bad("storage-upload/empty.bin", "", "file", "is empty (0 bytes)"),
                bad("llm-chat/blank.txt", " \n ", "prompt", "is empty"),
                bad("llm-chat/option.txt", "---\ntemprature: 1\n---\nhi", "temprature", "did you mean temperature?"),
                bad("llm-chat/hot.txt", "---\ntemperature: 3\n---\nhi", "temperature", "from 0 to 2"),
                bad("llm-chat/open.txt", "---\nmodel: x\nhi", "front matter", "never end"),
                bad("llm-chat/yaml.txt", "---\nmodel: [x\n---\nhi", "front matter", "are not YAML"),
                bad("llm-chat/twice.txt", "---\nmodel: x\nmodel: y\n---\nhi", "front matter", "are not YAML"),
                bad("llm-chat/list.txt", "---\n- x\n---\nhi", "front matter", "name: value"),
                bad("llm-chat/both.txt", "---\nprompt: x\n---\nhi", "prompt", "is given twice"),
                bad("llm-chat/broken.json", "{\"prompt\": ", "file", "broken.json is not a JSON object: line 1"),
                bad("llm-chat/array.json", "[1]", "file", "a JSON object is needed"),
                bad("image-generate/size.txt", "---\nsize: huge\n---\na camel", "size", "is not a size"),
                bad("recipe-story/scenes.txt", "---\nscenes: 7\n---\na story", "scenes", "from 1 to 6"),
                bad("llm-caht/typo.txt", "hi", "folder", "did you mean llm-chat?"),
                bad("weather/key.txt", "key", "folder", "no operation with an inbox"),
                bad("lost.txt", "hi", "folder", "lies in the inbox itself"),
                bad("llm-chat/large.txt", "x".repeat(2_000), "file", "raise serai.folder.max-file"));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("bad_inputs")
    void bad_input_moves_to_failed_with_a_reason_and_no_call(String path, String content, String field, String says)
            throws Exception {
        drop(path, content.getBytes(StandardCharsets.UTF_8));

        try (Serai serai = start("serai.folder.max-file", "1KB")) {
            Map<String, Object> error = error(path);

            assertThat(error).containsEntry("field", field).containsEntry("retryable", false);
            assertThat(error.get("message")).asString().contains(says);
            assertThat(error.get("remedy")).asString().contains(field);
            assertThat(data.resolve("failed").resolve(path)).hasContent(content);
            assertThat(upstream.count()).isZero();
        }
    }

    @Test
    void a_text_in_another_encoding_is_refused_and_its_reason_is_chinese_when_asked() throws Exception {
        byte[] gbk = "骆驼".getBytes(Charset.forName("GBK"));
        drop("tts-synthesize/gbk.txt", gbk);

        try (Serai serai = start("serai.language", "zh")) {
            Map<String, Object> error = error("tts-synthesize/gbk.txt");

            assertThat(error)
                    .containsEntry("code", "not_utf8")
                    .containsEntry("field", "file")
                    .containsEntry("message", "文件不是 UTF-8 文本。")
                    .containsEntry("remedy", "请将 file 另存为 UTF-8 编码后重试。");
            assertThat(error.get("detail")).asString().contains("is not a UTF-8 text");
            assertThat(data.resolve("failed/tts-synthesize/gbk.txt")).hasBinaryContent(gbk);
        }
    }

    @Test
    void a_refusal_of_the_upstream_is_told_without_its_key_and_can_be_tried_again() throws Exception {
        AtomicBoolean refusing = new AtomicBoolean(true);
        upstream.refuse(request -> refusing.get());
        drop("image-generate/camel.txt", "a camel".getBytes(StandardCharsets.UTF_8));
        drop("image-generate/camel.options.json", "{\"quality\": \"high\"}".getBytes(StandardCharsets.UTF_8));

        try (Serai serai = start()) {
            Map<String, Object> error = error("image-generate/camel.txt");
            assertThat(error)
                    .containsEntry("input", "image-generate/camel.txt")
                    .containsEntry("operation", "image-generate")
                    .containsEntry("upstream", "openai")
                    .containsEntry("attempts", 1)
                    .containsKeys("code", "remedy", "call_id");
            assertThat(Json.text(error)).doesNotContain(LiveSerai.CANARY, "http://", "Exception");

            refusing.set(false);
            Files.move(
                    data.resolve("failed/image-generate/camel.options.json"),
                    data.resolve("inbox/image-generate/camel.options.json"));
            Files.move(data.resolve("failed/image-generate/camel.txt"), data.resolve("inbox/image-generate/camel.txt"));
            await().until(() -> Files.exists(data.resolve("done/image-generate/camel.txt")));

            assertThat(upstream.server().requests().get(1).text()).contains("high");
        }
    }

    @Test
    void a_story_that_failed_is_moved_back_and_pays_only_for_what_is_missing() throws Exception {
        String story = "从前有一只骆驼，它走过了沙漠。后来它找到了一片绿洲。它喝了很多水。";
        upstream.refuse(request -> request.path().equals(CountedSandbox.SPEECH));
        drop("recipe-story/骆驼.txt", story.getBytes(StandardCharsets.UTF_8));

        try (Serai serai = start()) {
            assertThat(error("recipe-story/骆驼.txt").get("message").toString())
                    .contains("scene 1: tts-synthesize", "pays only for what is missing");
            int pictures = upstream.count(CountedSandbox.IMAGES);

            upstream.refuse(request -> false);
            Files.move(data.resolve("failed/recipe-story/骆驼.txt"), data.resolve("inbox/recipe-story/骆驼.txt"));
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(data.resolve("done/recipe-story/骆驼.txt")));

            assertThat(data.resolve("out/recipe-story/骆驼.html")).isNotEmptyFile();
            assertThat(upstream.count(CountedSandbox.CHAT)).isEqualTo(1);
            assertThat(upstream.count(CountedSandbox.IMAGES)).isEqualTo(pictures);
        }
    }

    @Test
    void links_pipes_hidden_and_unfinished_files_are_passed_over() throws Exception {
        Path inbox = Files.createDirectories(data.resolve("inbox/llm-chat"));
        Path secret = Files.writeString(
                Files.createDirectories(data.resolve("elsewhere")).resolve("s.txt"), "secret");
        Files.createSymbolicLink(inbox.resolve("link.txt"), secret);
        Files.createSymbolicLink(inbox.resolve("folder"), secret.getParent());
        assertThat(new ProcessBuilder("mkfifo", inbox.resolve("pipe.txt").toString())
                        .start()
                        .waitFor())
                .isZero();
        for (String name : new String[] {".hidden", "a.part", "b.TMP", "c.crdownload", "d.options.json"}) {
            Files.writeString(inbox.resolve(name), "{}");
        }
        drop("llm-chat/.git/config.txt", "x".getBytes(StandardCharsets.UTF_8));
        drop("llm-chat/good.txt", "hi".getBytes(StandardCharsets.UTF_8));

        try (Serai serai = start()) {
            await().until(() -> Files.exists(data.resolve("done/llm-chat/good.txt")));
            drop("llm-chat/good2.txt", "hi again".getBytes(StandardCharsets.UTF_8));
            await().until(() -> Files.exists(data.resolve("done/llm-chat/good2.txt")));

            assertThat(upstream.count()).isEqualTo(2);
            try (Stream<Path> left = Files.list(inbox)) {
                assertThat(left).hasSize(9);
            }
            assertThat(data.resolve("failed")).isEmptyDirectory();
        }
    }

    @Test
    void a_file_that_is_still_being_written_is_not_taken() throws Exception {
        Path file = drop("llm-chat/slow.txt", "one ".getBytes(StandardCharsets.UTF_8));

        try (Serai serai = start("serai.folder.settle", "400ms")) {
            for (int i = 0; i < 10; i++) {
                Files.writeString(file, "more ", java.nio.file.StandardOpenOption.APPEND);
                await().pollDelay(Duration.ofMillis(100)).until(() -> true);
                assertThat(file).exists();
            }
            await().until(() -> Files.exists(data.resolve("done/llm-chat/slow.txt")));

            assertThat(upstream.count()).isEqualTo(1);
        }
    }

    private static Arguments bad(String path, String content, String field, String says) {
        return Arguments.of(path, content, field, says);
    }

    private Serai start(String... keysAndValues) {
        Map<String, String> settings = WithRoutes.settings(upstream, keysAndValues);
        settings.put("serai.data", data.toString());
        return WithRoutes.folder(settings);
    }

    private Path drop(String path, byte[] content) throws IOException {
        Path file = data.resolve("inbox").resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private Map<String, Object> error(String path) throws IOException {
        String name = path.substring(0, path.lastIndexOf('.')) + ".error.json";
        Path input = data.resolve("failed").resolve(path);
        await(path).atMost(Duration.ofSeconds(20)).until(() -> Files.exists(input));
        return Json.readObject(Files.readString(data.resolve("failed").resolve(name)));
    }
}
