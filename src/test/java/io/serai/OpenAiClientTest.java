package io.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.models.Model;
import io.serai.testing.SeraiProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's own Java client, pointed at the real program in sandbox mode. */
class OpenAiClientTest {
    @TempDir
    static Path folder;

    private static SeraiProcess serai;
    private static OpenAIClient openai;

    @BeforeAll
    static void start() {
        serai = SeraiProcess.start(
                folder,
                Map.of(
                        "SERAI_ACCESS_TEST_KEY", "test-key",
                        "SERAI_ACCESS_NARROW_KEY", "narrow-key",
                        "SERAI_ACCESS_NARROW_MODELS", "smart",
                        "SERAI_ACCESS_NARROW_OPERATIONS", "llm-chat",
                        "SERAI_MODEL_SMART", "openai/gpt-4o-mini",
                        "SERAI_RETRY_MIN_WAIT", "5ms",
                        "SERAI_RETRY_MAX_WAIT", "5ms"));
        openai = client("test-key");
    }

    @AfterAll
    static void stop() {
        openai.close();
        serai.close();
    }

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .apiKey(key)
                .baseUrl(serai.url("/v1"))
                .maxRetries(0)
                .timeout(Duration.ofSeconds(60))
                .build();
    }

    private static ChatCompletionCreateParams.Builder chat(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("骆驼为什么有驼峰？");
    }

    @Test
    void a_chat_is_answered() {
        var completion = openai.chat()
                .completions()
                .create(chat("smart").addDeveloperMessage("Be brief.").build());

        assertThat(completion.choices().get(0).message().content().orElseThrow())
                .contains("骆驼");
        assertThat(completion.usage().orElseThrow().totalTokens()).isPositive();
    }

    @Test
    void a_stream_arrives_in_parts_and_says_what_it_cost_only_when_asked() {
        var silent = stream(chat("gpt-4o-mini").build());
        var counted = stream(chat("gpt-4o-mini")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());

        assertThat(silent)
                .hasSizeGreaterThan(3)
                .noneMatch(chunk -> chunk.usage().isPresent());
        assertThat(silent.stream().map(ChatCompletionChunk::id).distinct()).hasSize(1);
        assertThat(text(silent)).contains("骆驼");
        assertThat(counted.get(counted.size() - 1).usage().orElseThrow().totalTokens())
                .isPositive();
    }

    private static List<ChatCompletionChunk> stream(ChatCompletionCreateParams params) {
        try (StreamResponse<ChatCompletionChunk> stream =
                openai.chat().completions().createStreaming(params)) {
            return stream.stream().toList();
        }
    }

    private static String text(List<ChatCompletionChunk> chunks) {
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk ->
                chunk.choices().forEach(choice -> choice.delta().content().ifPresent(text::append)));
        return text.toString();
    }

    /** A class that the client makes a JSON Schema of, and reads the answer into. */
    public static class Camel {
        public String name;
        public int humps;
    }

    @Test
    void a_structured_output_is_read_into_its_class() {
        var completion = openai.chat()
                .completions()
                .create(chat("gpt-4o-mini").responseFormat(Camel.class).build());

        Camel camel = completion.choices().get(0).message().content().orElseThrow();
        assertThat(camel.name).isNotEmpty();
    }

    @Test
    void an_image_is_drawn() {
        var images = openai.images()
                .generate(ImageGenerateParams.builder()
                        .prompt("a camel at dusk")
                        .model("gpt-image-2")
                        .responseFormat(ImageGenerateParams.ResponseFormat.B64_JSON)
                        .n(2)
                        .build());

        var data = images.data().orElseThrow();
        assertThat(data).hasSize(2);
        assertThat(Base64.getDecoder().decode(data.get(0).b64Json().orElseThrow()))
                .startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void a_text_is_spoken() throws IOException {
        try (var speech = openai.audio()
                .speech()
                .create(SpeechCreateParams.builder()
                        .input("Hello from the desert.")
                        .model("gpt-4o-mini-tts")
                        .voice("alloy")
                        .responseFormat(SpeechCreateParams.ResponseFormat.WAV)
                        .instructions("Speak slowly.")
                        .build())) {
            assertThat(speech.headers().values("content-type")).containsExactly("audio/wav");
            assertThat(speech.body().readAllBytes()).startsWith('R', 'I', 'F', 'F');
        }
    }

    @Test
    void texts_become_vectors() {
        var reply = openai.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("text-embedding-3-small")
                        .inputOfArrayOfStrings(List.of("camel", "骆驼"))
                        .build());

        assertThat(reply.data()).hasSize(2);
        assertThat(reply.data().get(0).embedding()).hasSizeGreaterThan(100);
        assertThat(reply.usage().totalTokens()).isPositive();
    }

    @Test
    void models_and_aliases_are_listed_as_far_as_the_key_goes() {
        var all = openai.models().list().items().stream().map(Model::id).toList();
        var narrow = client("narrow-key").models().list().items().stream()
                .map(Model::id)
                .toList();

        assertThat(all).contains("smart", "gpt-4o-mini");
        assertThat(narrow).containsExactly("smart");
        assertThat(openai.models().retrieve("gpt-4o-mini").id()).isEqualTo("gpt-4o-mini");
        assertThatThrownBy(() -> openai.models().retrieve("nobody")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void each_failure_is_the_client_s_own_exception() {
        assertThatThrownBy(() -> call("sandbox-429")).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> call("sandbox-quota")).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> call("sandbox-500")).isInstanceOf(InternalServerException.class);
        assertThatThrownBy(() -> call("sandbox-cut")).isInstanceOf(InternalServerException.class);
        assertThatThrownBy(() -> openai.chat()
                        .completions()
                        .create(chat("gpt-4o-mini").temperature(9).build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class, e -> assertThat(e.param()).contains("temperature"));
        assertThatThrownBy(() -> openai.images()
                        .generate(ImageGenerateParams.builder()
                                .prompt("")
                                .model("gpt-image-2")
                                .build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class, e -> assertThat(e.param()).contains("prompt"));
        assertThatThrownBy(() -> client("wrong")
                        .chat()
                        .completions()
                        .create(chat("smart").build()))
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> client("narrow-key")
                        .chat()
                        .completions()
                        .create(chat("gpt-4o").build()))
                .isInstanceOf(PermissionDeniedException.class)
                .hasMessageContaining("is not for the key of narrow");
        assertThatThrownBy(() -> client("narrow-key")
                        .embeddings()
                        .create(EmbeddingCreateParams.builder()
                                .model("smart")
                                .input("x")
                                .build()))
                .isInstanceOf(PermissionDeniedException.class);
    }

    private static void call(String model) {
        openai.chat().completions().create(chat(model).build());
    }

    @Test
    void a_filtered_answer_is_passed_on_as_the_model_gave_it() {
        var completion =
                openai.chat().completions().create(chat("sandbox-filter").build());

        assertThat(completion.choices().get(0).finishReason().asString()).isEqualTo("content_filter");
    }
}
