package io.serai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.serai.json.Json;
import io.serai.testing.SeraiProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the OpenAPI document to what the door really does. */
class OpenApiTest {
    @TempDir
    static Path folder;

    private static SeraiProcess serai;
    private static JsonNode document;

    @BeforeAll
    static void start() throws IOException {
        serai = SeraiProcess.start(folder, Map.of());
        Object loaded = new org.snakeyaml.engine.v2.api.Load(
                        org.snakeyaml.engine.v2.api.LoadSettings.builder().build())
                .loadFromString(SeraiProcess.text(serai.get("/openapi.yaml")));
        document = Json.tree(loaded);
    }

    @AfterAll
    static void stop() {
        serai.close();
    }

    private static Set<ValidationMessage> problems(String schema, JsonNode value) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.set("components", document.path("components"));
        root.put("$ref", "#/components/schemas/" + schema);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(root)
                .validate(value);
    }

    private static HttpResponse<byte[]> call(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(serai.url(path)))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return serai.send(body.startsWith("{") ? request.header("Content-Type", "application/json") : request);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /llm/chat      | {"prompt": "hello"}           | ChatRequest   | ChatReply
            POST   | /llm/json      | {"prompt": "hello"}           | JsonRequest   | JsonReply
            PUT    | /storage/a.txt | text                          |               | StoredObject
            GET    | /storage/a.txt/url | ''                        |               | StorageUrl
            GET    | /storage/a.txt?info=true | ''                  |               | ObjectStat
            GET    | /storage/a.txt?exists=true | ''                |               | ObjectExists
            GET    | /storage?prefix=a&limit=5 | ''                 |               | ObjectList
            POST   | /storage?name=b.txt | text                     |               | StoredObject
            POST   | /storage/copy  | {"from": "a.txt", "to": "c.txt", "overwrite": true} | CopyRequest | ObjectCopied
            POST   | /storage/move  | {"from": "c.txt", "to": "d.txt", "overwrite": true} | CopyRequest | ObjectCopied
            POST   | /storage/refresh | {"keys": ["a.txt"]}         | WarmRequest   | CdnOrdered
            POST   | /storage/prefetch | {"keys": ["a.txt"]}        | WarmRequest   | CdnOrdered
            DELETE | /storage/d.txt | ''                            |               | ObjectDeleted
            PUT    | /cache/a?ttl=5 | value                         |               | CacheStored
            DELETE | /cache/a       | ''                            |               | CacheDeleted
            GET    | /v1/models/gpt-4o-mini | ''                    |               | Model
            POST   | /v1/embeddings | {"input": "hello"}            | OpenAiEmbeddings |
            """)
    void a_good_request_and_its_reply_fit_their_schemas(
            String method, String path, String body, String request, String reply) throws IOException {
        var response = call(method, path, body);

        assertThat(response.statusCode()).as(SeraiProcess.text(response)).isEqualTo(200);
        if (reply != null) {
            assertThat(problems(reply, Json.read(response.body()))).isEmpty();
        }
        if (request != null) {
            assertThat(problems(request, Json.read(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /llm/chat      | {"promt": "hello"}            | ChatRequest
            POST   | /llm/chat      | {"prompt": "x", "model": "sandbox-quota"} |
            POST   | /image          | {"prompt": "x", "size": "1"}  | ImageRequest
            POST   | /tts            | {"text": "x", "speed": 9}     | SpeechRequest
            GET    | /storage/none  | ''                            |
            GET    | /cache/none    | ''                            |
            GET    | /nothing       | ''                            |
            POST   | /v1/chat/completions | {"messages": []}        | OpenAiChat
            POST   | /v1/embeddings | {"input": ""}                 | OpenAiEmbeddings
            POST   | /v1/images/generations | {"prompt": ""}        | OpenAiImages
            POST   | /v1/audio/speech | {"input": ""}               | OpenAiSpeech
            GET    | /v1/models/none | ''                           |
            """)
    void a_problem_fits_its_schema_and_a_bad_request_does_not(String method, String path, String body, String request)
            throws IOException {
        var response = call(method, path, body);

        assertThat(response.statusCode()).isBetween(400, 599);
        assertThat(problems("Problem", Json.read(response.body()))).isEmpty();
        if (request != null) {
            assertThat(problems(request, Json.read(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                    .isNotEmpty();
        }
    }

    @Test
    void every_path_of_the_door_is_described_and_nothing_else() throws IOException {
        Set<String> routed = new HashSet<>();
        Matcher m = Pattern.compile("platform-http:(/[\\w./]+)")
                .matcher(Files.readString(Path.of("routes/door-rest.camel.yaml"))
                        + Files.readString(Path.of("routes/door-openai.camel.yaml"))
                        + Files.readString(Path.of("routes/door-rest-storage.camel.yaml")));
        while (m.find()) {
            routed.add(m.group(1));
        }
        Set<String> described = new HashSet<>();
        document.path("paths").fieldNames().forEachRemaining(path -> described.add(path.replaceAll("/\\{\\w+}.*", "")));

        assertThat(described).isEqualTo(routed);
    }

    @Test
    void every_post_and_put_names_the_idempotency_key() {
        document.path("paths").fields().forEachRemaining(path -> {
            for (String method : new String[] {"post", "put"}) {
                JsonNode operation = path.getValue().path(method);
                if (!operation.isMissingNode()) {
                    assertThat(operation.path("parameters").findValuesAsText("name"))
                            .as(method + " " + path.getKey())
                            .contains("Idempotency-Key");
                }
            }
        });
    }
}
