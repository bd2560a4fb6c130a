package io.serai.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the bytes of a request to the request, and from a model's words to the JSON that fits. */
@State(Scope.Benchmark)
public class JsonBenchmark {
    private final byte[] body = """
            {"model": "gpt-4o-mini", "temperature": 0.7, "max_tokens": 200, "messages": [
              {"role": "system", "content": "You answer in one sentence."},
              {"role": "user", "content": "Why do camels have humps?"}]}""".getBytes(UTF_8);
    private final JsonCheck check = JsonCheck.against(Map.of(
            "type",
            "object",
            "required",
            List.of("facts"),
            "properties",
            Map.of("facts", Map.of("type", "array", "items", Map.of("type", "string")))));

    @Benchmark
    public ChatRequest requestOfAChat() throws IOException {
        return ChatRequest.asSent(Json.object(Json.read(body)));
    }

    @Benchmark
    public Map<String, Object> jsonReplyAgainstItsSchema() throws JsonCheck.Mismatch {
        return check.read(
                "{\"facts\": [\"Camels store fat in their humps.\", \"They can drink 100 litres at once.\"]}");
    }
}
