package io.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.error.QuotaExhaustedException;
import io.serai.llm.ChatRequest;
import io.serai.llm.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java door, against the sandbox. */
class SeraiTest {
    @TempDir
    Path data;

    private Serai start() {
        return Serai.start(
                Map.of("serai.mode", "sandbox", "serai.data", data.toString(), "serai.tts.max-input", "100"));
    }

    @Test
    void every_operation_answers() {
        try (Serai serai = start()) {
            assertThat(serai.llm().chatCompletion(List.of(Message.user("骆驼")), "gpt-4o", 0.1))
                    .contains("骆驼");
            assertThat(serai.llm().jsonCompletion("Some JSON about camels")).isNotEmpty();
            byte[] image = serai.image().generate("a camel", "1024x1024", "standard");
            assertThat(image).startsWith(0x89, 'P', 'N', 'G');
            assertThat(serai.tts().synthesize("Hello.", "nova")).isNotEmpty();

            String url = serai.storage().upload(image, "骆驼.png", "image/png");
            assertThat(serai.storage().download(url)).isEqualTo(image);
            String key = serai.storage()
                    .upload(io.serai.storage.UploadRequest.of(
                            Map.of("name", "a.txt", "content", "hello", "key", "notes/a.txt")))
                    .key();
            assertThat(serai.storage().getCdnUrl(key)).endsWith("/notes/a.txt");

            serai.cache().set("k", "v", Duration.ofMinutes(1));
            assertThat(serai.cache().get("k")).contains("v");
            assertThat(serai.cache().delete("k")).isTrue();
            assertThat(serai.cache().get("k")).isEmpty();
        }
    }

    @Test
    void the_asynchronous_forms_answer_the_same_and_fail_with_the_same() throws Exception {
        try (Serai serai = start()) {
            var chat = serai.llm().chatCompletionAsync(List.of(Message.user("hello")));
            var image = serai.image().generateAsync("a camel");
            var quota = serai.llm().chatAsync(ChatRequest.of(Map.of("prompt", "x", "model", "sandbox-quota")));

            assertThat(chat.get()).contains("hello");
            assertThat(image.get()).isNotEmpty();
            assertThatThrownBy(quota::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(QuotaExhaustedException.class);
        }
    }

    @Test
    void a_long_text_is_spoken_in_pieces_that_are_one_file() {
        try (Serai serai = start()) {
            var speech = serai.tts()
                    .synthesize(io.serai.tts.SpeechRequest.of(Map.of("text", "骆驼走过沙漠。".repeat(60), "format", "wav")));

            assertThat(speech.receipt().attempts()).isEqualTo(5);
            assertThat(new String(speech.bytes(), 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("RIFF");
        }
    }

    @Test
    void operations_can_be_called_from_the_caller_s_own_routes_with_a_text_or_a_map() {
        try (Serai serai = start();
                var template = serai.context().createProducerTemplate()) {
            Object fromText = template.requestBody("direct:llm-chat", "hello");
            Object fromMap = template.requestBody("direct:image-generate", Map.of("prompt", "a camel"));

            assertThat(fromText).isInstanceOf(io.serai.llm.ChatReply.class);
            assertThat(fromMap).isInstanceOf(io.serai.image.Image.class);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void every_operation_is_a_route_of_its_own_name_with_a_description() {
        try (Serai serai = start()) {
            for (Operation operation : Operation.values()) {
                var route = serai.context().getRoute(operation.id());

                assertThat(route).as(operation.id()).isNotNull();
                assertThat(route.getEndpoint().getEndpointUri()).isEqualTo("direct://" + operation.id());
                assertThat(route.getDescription()).isNotBlank();
            }
        }
    }

    @Test
    void closing_ends_all_threads_that_were_started() {
        // Other tests of this JVM may have threads of their own.
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (Serai serai = start()) {
            serai.llm().chatCompletion("hello");
            serai.llm().chatCompletionAsync(List.of(Message.user("hello"))).join();
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> !before.contains(thread))
                        .extracting(Thread::getName)
                        .noneMatch(name ->
                                name.startsWith("serai-") || name.startsWith("sandbox") || name.startsWith("Camel")));
    }
}
