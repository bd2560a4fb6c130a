package io.serai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.json.Json;
import io.serai.testing.LiveDoor;
import io.serai.testing.OpenAiReplies;
import io.serai.testing.OpenAiSchemas;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes upstream and what the door answers, held against OpenAI's own description of its API. */
@Timeout(60)
class OpenAiDescriptionTest {
    private static final String CHAT = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    @TempDir
    static Path folder;

    private static LiveDoor door;

    @BeforeAll
    static void start() {
        door = LiveDoor.open(
                folder,
                Map.of(
                        "SERAI_ACCESS_ALL_KEY", "all",
                        "SERAI_ACCESS_NARROW_KEY", "narrow",
                        "SERAI_ACCESS_NARROW_MODELS", "nothing",
                        "SERAI_MODEL_SMART", "openai/m",
                        "SERAI_MAX_BODY", "2KB"));
    }

    @AfterAll
    static void stop() {
        door.close();
    }

    private static HttpResponse<byte[]> send(String method, String path, String key, String type, String body) {
        return door.serai()
                .send(HttpRequest.newBuilder(URI.create(door.serai().url(path)))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", type)
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static void requireFit(String schema, byte[] json) {
        assertThat(OpenAiSchemas.validate(schema, new String(json, UTF_8)))
                .as(new String(json, UTF_8))
                .isEmpty();
    }

    /** Sends this and gives the reply; what went upstream and what came back both fit. */
    private static byte[] through(String path, String request, String requestSchema, String reply, String replySchema)
            throws IOException {
        door.upstream().on(path).clear().reply(200, reply);

        HttpResponse<byte[]> response = send("POST", path, "all", "application/json", request);

        assertThat(response.statusCode()).isEqualTo(200);
        requireFit(replySchema, response.body());
        JsonNode sent = Json.read(door.upstream().requests(path).get(0).body());
        assertThat(OpenAiSchemas.validate(requestSchema, sent)).isEmpty();
        ObjectNode asked = (ObjectNode) Json.read(request.getBytes(UTF_8));
        assertThat(sent).isEqualTo(asked);
        return response.body();
    }

    @Test
    void embeddings_go_through_as_they_are() throws IOException {
        String reply =
                "{\"object\":\"list\",\"model\":\"m\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.25,-1.5]}],"
                        + "\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}";

        byte[] got = through(
                "/v1/embeddings",
                "{\"model\":\"m\",\"input\":[\"a\"],\"dimensions\":2,\"encoding_format\":\"float\",\"user\":\"u\"}",
                "CreateEmbeddingRequest",
                reply,
                "CreateEmbeddingResponse");

        assertThat(new String(got, UTF_8)).isEqualTo(reply);
    }

    @Test
    void images_go_through_as_they_are() throws IOException {
        String reply =
                "{\"created\":1,\"data\":[{\"b64_json\":\"iVBORw0KGgo=\"}],\"usage\":{\"total_tokens\":3,\"input_tokens\":1,"
                        + "\"output_tokens\":2,\"input_tokens_details\":{\"text_tokens\":1,\"image_tokens\":0}}}";

        byte[] got = through(
                "/v1/images/generations",
                "{\"prompt\":\"a camel\",\"model\":\"gpt-image-2\",\"size\":\"1024x1024\",\"quality\":\"low\",\"n\":1,\"background\":\"opaque\","
                        + "\"output_format\":\"png\"}",
                "CreateImageRequest",
                reply,
                "ImagesResponse");

        assertThat(new String(got, UTF_8)).isEqualTo(reply);
    }

    @Test
    void speech_goes_through_as_it_is() throws IOException {
        String path = "/v1/audio/speech";
        byte[] pcm = {1, 2, 3, 4};
        String request =
                "{\"model\":\"gpt-4o-mini-tts\",\"input\":\"hi\",\"voice\":\"alloy\",\"response_format\":\"pcm\",\"speed\":1.5,"
                        + "\"instructions\":\"slowly\"}";
        door.upstream().on(path).clear().reply(200, Map.of("content-type", "audio/pcm"), pcm);

        HttpResponse<byte[]> response = send("POST", path, "all", "application/json", request);

        assertThat(response.body()).isEqualTo(pcm);
        JsonNode sent = Json.read(door.upstream().requests(path).get(0).body());
        assertThat(OpenAiSchemas.validate("CreateSpeechRequest", sent)).isEmpty();
        assertThat(sent).isEqualTo(Json.read(request.getBytes(UTF_8)));
    }

    @Test
    void models_are_listed_in_openai_s_form() {
        requireFit(
                "ListModelsResponse",
                send("GET", "/v1/models", "all", "text/plain", "").body());
        requireFit(
                "Model",
                send("GET", "/v1/models/smart", "all", "text/plain", "").body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /v1/chat/completions   | all    | application/json | {                      | 400
            POST   | /v1/chat/completions   | all    | application/json | {"model":"m"}          | 400
            POST   | /v1/chat/completions   | wrong  | application/json | CHAT                   | 401
            POST   | /v1/chat/completions   | narrow | application/json | CHAT                   | 403
            GET    | /v1/models/nobody      | all    | text/plain       | ''                     | 404
            GET    | /v1/nothing            | all    | text/plain       | ''                     | 404
            DELETE | /v1/chat/completions   | all    | text/plain       | ''                     | 405
            POST   | /v1/chat/completions   | all    | application/json | LARGE                  | 413
            POST   | /v1/chat/completions   | all    | text/plain       | CHAT                   | 415
            POST   | /v1/chat/completions   | all    | application/json | CHAT                   | 429
            POST   | /v1/chat/completions   | all    | application/json | CHAT                   | 502
            POST   | /v1/images/generations | all    | application/json | {"prompt":"x","stream":true} | 400
            POST   | /v1/audio/speech       | all    | application/json | {"input":""}           | 400
            POST   | /v1/embeddings         | all    | application/json | {"model":"m"}          | 400
            """)
    void each_refusal_has_openai_s_form(String method, String path, String key, String type, String body, int status) {
        String code = status == 429 ? "rate_limit_exceeded" : "oops";
        door.script(wire -> wire.reply(
                status == 429 ? 429 : 500,
                Map.of(),
                OpenAiReplies.error("server_error", code).getBytes(UTF_8)));
        String sent = body.equals("CHAT") ? CHAT : body.equals("LARGE") ? CHAT + " ".repeat(3000) : body;

        HttpResponse<byte[]> response = send(method, path, key, type, sent);

        assertThat(response.statusCode()).isEqualTo(status);
        requireFit("ErrorResponse", response.body());
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("application/json"));
    }
}
