package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.serai.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real program in live mode between OpenAI's own Java client and a scripted upstream. */
public final class LiveDoor implements AutoCloseable {
    public static final String CHAT = "/v1/chat/completions";

    private final FaultServer upstream = FaultServer.start();
    private final SeraiProcess serai;
    private final OpenAIClient client;

    private LiveDoor(Path folder, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SERAI_UPSTREAM_OPENAI_BASE_URL", upstream.url() + "/v1",
                "OPENAI_API_KEY", LiveSerai.CANARY,
                "SERAI_BREAKER_ENABLED", "false",
                "SERAI_RETRY_RESERVE", "1000",
                "SERAI_RETRY_MIN_WAIT", "5ms",
                "SERAI_RETRY_MAX_WAIT", "5ms"));
        environment.putAll(more);
        serai = SeraiProcess.start(folder, environment);
        client = client(Duration.ofSeconds(60));
    }

    public static LiveDoor open(Path folder, Map<String, String> environment) {
        return new LiveDoor(folder, environment);
    }

    public FaultServer upstream() {
        return upstream;
    }

    public SeraiProcess serai() {
        return serai;
    }

    /** A client that waits for long and does not retry. */
    public OpenAIClient client() {
        return client;
    }

    /** A client with this patience that does not retry. */
    public OpenAIClient client(Duration timeout) {
        return OpenAIOkHttpClient.builder()
                .apiKey("any")
                .baseUrl(serai.url("/v1"))
                .maxRetries(0)
                .timeout(timeout)
                .build();
    }

    /** The next chats are answered so, one after the other; the last answer repeats. */
    public void script(Answer... answers) {
        Script script = upstream.on(CHAT).clear();
        for (Answer answer : answers) {
            script.then(answer);
        }
    }

    /** Lets everything run once, for tests of clients with little patience. */
    public void warmUp() {
        script(wire -> wire.reply(200, Map.of(), OpenAiReplies.chat("warm").getBytes(UTF_8)));
        client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("warm")
                        .addUserMessage("warm up")
                        .build());
    }

    /** What was sent upstream last; it fits the vendor's own description. */
    public JsonNode sent() {
        List<RecordedRequest> requests = upstream.requests(CHAT);
        try {
            JsonNode sent = Json.read(requests.get(requests.size() - 1).body());
            List<String> wrong = OpenAiSchemas.validate("CreateChatCompletionRequest", sent);
            if (!wrong.isEmpty()) {
                throw new AssertionError("sent upstream: " + wrong);
            }
            return sent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ledger's lines about requests that have ended, of this model. */
    public List<JsonNode> ledger(String model) {
        Path folder = serai.data().resolve("ledger");
        List<JsonNode> lines = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return lines;
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                // The last line may be in the writing.
                for (String line :
                        text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                    JsonNode entry = Json.read(line.getBytes(UTF_8));
                    if (entry.path("model").asText().equals(model)
                            && !entry.path("outcome").asText().equals("begun")) {
                        lines.add(entry);
                    }
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        serai.close();
        upstream.close();
    }
}
