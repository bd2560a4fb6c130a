package io.serai;

import static io.serai.testing.SeraiProcess.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.json.Json;
import io.serai.testing.SeraiProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The REST door of the real program in sandbox mode. */
class RestDoorTest {
    @TempDir
    static Path folder;

    private static SeraiProcess serai;

    @BeforeAll
    static void start() {
        serai = SeraiProcess.start(folder, Map.of("SERAI_MAX_BODY", "1MB", "SERAI_MAX_UPLOAD", "5MB"));
    }

    @AfterAll
    static void stop() {
        serai.close();
    }

    private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return Json.read(response.body());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(serai.url(path)));
    }

    @Test
    void a_chat_is_answered_as_json_and_says_who_served() throws IOException {
        var response = serai.post("/llm/chat", "{\"prompt\": \"骆驼为什么有驼峰？\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("text").asText()).contains("骆驼");
        assertThat(json(response).path("receipt").path("sandbox").asBoolean()).isTrue();
        assertThat(response.headers().firstValue("x-serai-sandbox")).contains("true");
        assertThat(response.headers().firstValue("x-serai-upstream")).contains("openai");
        assertThat(response.headers().firstValue("x-serai-model")).contains("gpt-4o-mini");
    }

    @Test
    void json_mode_answers_an_object_that_fits_the_schema() throws IOException {
        var response = serai.post(
                "/llm/json",
                "{\"prompt\": \"Name a camel\", \"schema\": {\"type\": \"object\", \"required\": [\"name\", \"humps\"],"
                        + "\"properties\": {\"name\": {\"type\": \"string\"}, \"humps\": {\"enum\": [1, 2]}}}}");

        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        assertThat(json(response).path("value").path("humps").asInt()).isIn(1, 2);
    }

    @Test
    void an_image_is_answered_as_a_png_of_the_asked_size() throws IOException {
        var response = serai.post("/image", "{\"prompt\": \"a camel\", \"size\": \"1536x1024\"}");

        assertThat(response.headers().firstValue("content-type")).contains("image/png");
        var image = ImageIO.read(new ByteArrayInputStream(response.body()));
        assertThat(image.getWidth()).isEqualTo(1536);
        assertThat(image.getHeight()).isEqualTo(1024);
    }

    @Test
    void speech_is_answered_as_audio() {
        var mp3 = serai.post("/tts", "{\"text\": \"Hello from the desert.\"}");
        var wav = serai.post("/tts", "{\"text\": \"Hello from the desert.\", \"format\": \"wav\"}");

        assertThat(mp3.headers().firstValue("content-type")).contains("audio/mpeg");
        assertThat(wav.headers().firstValue("content-type")).contains("audio/wav");
        assertThat(new String(wav.body(), 0, 4, UTF_8)).isEqualTo("RIFF");
    }

    @Test
    void an_object_is_stored_found_and_answered_whole() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new java.util.Random(1).nextBytes(bytes);
        String path = "/storage/%E9%AA%86%E9%A9%BC/%E5%9B%BE%20%231.bin";

        var stored = serai.send(request(path).PUT(BodyPublishers.ofByteArray(bytes)));
        var found = serai.get(path);
        var url = serai.get(path + "/url");

        assertThat(stored.statusCode()).as(text(stored)).isEqualTo(200);
        assertThat(json(stored).path("key").asText()).isEqualTo("骆驼/图 #1.bin");
        assertThat(json(stored).path("size").asInt()).isEqualTo(bytes.length);
        assertThat(found.body()).isEqualTo(bytes);
        assertThat(json(url).path("url").asText()).isEqualTo(serai.url(path));
    }

    @Test
    void a_cached_value_is_kept_answered_and_forgotten() throws IOException {
        String path = "/cache/%E9%97%AE%E5%80%99";

        var set = serai.send(request(path + "?ttl=60").PUT(BodyPublishers.ofString("您好")));
        var hit = serai.get(path);
        var deleted = serai.send(request(path).DELETE());
        var miss = serai.get(path);

        assertThat(set.statusCode()).as(text(set)).isEqualTo(200);
        assertThat(text(hit)).isEqualTo("您好");
        assertThat(json(deleted).path("deleted").asBoolean()).isTrue();
        assertThat(miss.statusCode()).isEqualTo(404);
        assertThat(json(miss).path("error").path("param").asText()).isEqualTo("key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /llm/chat | {}                                                | 400 | prompt | is missing
            /llm/chat | {"prompt": ""}                                    | 400 | prompt | is empty
            /llm/chat | {"promt": "x"}                                    | 400 | promt  | did you mean prompt?
            /llm/chat | {"prompt": "x", "temprature": 1}                  | 400 | temprature | did you mean temperature?
            /llm/chat | {"prompt": "x", "temperature": 3}                 | 400 | temperature | from 0 to 2
            /llm/chat | {"prompt": "x", "temperature": "hot"}             | 400 | temperature | must be a number
            /llm/chat | {"messages": []}                                  | 400 | messages | is empty
            /llm/chat | {"messages": [{"role": "king", "content": "x"}]}  | 400 | messages.role | is not a role
            /llm/chat | {"prompt": "x"                                    | 400 | body   | is not JSON
            /llm/chat | {"prompt": "x", "prompt": "y"}                    | 400 | body   | Duplicate
            /llm/chat | ["x"]                                             | 400 | body   | a JSON object is needed
            /llm/json | {"prompt": "x", "schema": {"type": "camel"}}      | 400 | schema | JSON Schema
            /image    | {"prompt": "x", "size": "12"}                     | 400 | size   | width x height
            /image    | {"prompt": "x", "size": "17x17"}                  | 400 | size   | use one of
            /image    | {"prompt": "x", "quality": "best"}                | 400 | quality | use one of
            /tts      | {"text": "x", "voice": "bob"}                     | 400 | voice  | use one of alloy
            /tts      | {"text": " "}                                     | 400 | text   | is empty
            /tts      | {"text": "x", "format": "midi"}                   | 400 | format | use mp3
            """)
    void bad_input_names_the_field_and_the_remedy_and_goes_nowhere(
            String path, String body, int status, String param, String says) throws IOException {
        var response = serai.post(path, body);

        JsonNode error = json(response).path("error");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(error.path("param").asText()).isEqualTo(param);
        assertThat(error.path("message").asText()).contains(says);
        assertThat(error.path("attempts").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "sandbox-429, 429, rate_limit_error, true",
        "sandbox-quota, 429, insufficient_quota, false",
        "sandbox-500, 502, upstream_error, true",
        "sandbox-cut, 502, upstream_error, true",
        "sandbox-filter, 400, content_filter, false"
    })
    void a_failing_model_is_answered_in_openais_error_shape(String model, int status, String type, boolean retryable)
            throws IOException {
        var response = serai.post("/llm/chat", "{\"prompt\": \"x\", \"model\": \"" + model + "\"}");

        JsonNode error = json(response).path("error");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(error.path("type").asText()).isEqualTo(type);
        assertThat(error.path("retryable").asBoolean()).isEqualTo(retryable);
        assertThat(error.path("call_id").asText()).isNotEmpty();
    }

    @Test
    void only_json_is_taken_where_json_is_asked_for() {
        var response = serai.send(request("/llm/chat")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"prompt\": \"x\"}")));

        assertThat(response.statusCode()).isEqualTo(415);
    }

    @Test
    void a_body_that_is_not_utf_8_is_refused() {
        var response = serai.send(request("/llm/chat")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(
                        "{\"prompt\": \"\u00e9\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(text(response)).contains("UTF-8");
    }

    @Test
    void a_body_beyond_the_limit_is_refused() {
        var json = serai.post("/llm/chat", "{\"prompt\": \"" + "x".repeat(1_100_000) + "\"}");
        var upload = serai.send(request("/storage/big.bin").PUT(BodyPublishers.ofByteArray(new byte[5_300_000])));

        assertThat(json.statusCode()).isEqualTo(413);
        assertThat(upload.statusCode()).isEqualTo(413);
        assertThat(serai.get("/storage/big.bin").statusCode()).isEqualTo(404);
    }

    @Test
    void a_form_s_bytes_are_kept_as_they_are() {
        var response = serai.send(request("/cache/form")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(BodyPublishers.ofString("a=1&b=%20")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(text(serai.get("/cache/form"))).isEqualTo("a=1&b=%20");
    }

    @ParameterizedTest
    @CsvSource({"/storage/url, 404", "/storage/a%ff, 400", "/cache/a%ff, 400"})
    void an_odd_path_is_answered_with_a_problem(String path, int status) throws IOException {
        var response = serai.get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("error").path("message").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/storage/..%2Fsecret.txt", "/storage/a%5Cb", "/storage/a%00b"})
    void a_key_that_climbs_out_is_refused(String path) {
        var response = serai.send(request(path).PUT(BodyPublishers.ofString("x")));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(folder.resolve("secret.txt")).doesNotExist();
    }

    @Test
    void no_header_or_query_of_a_caller_comes_back() {
        var response = serai.send(request("/llm/chat?Set-Cookie=a%3Db&X-Evil=1")
                .header("X-Mine", "secret")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"prompt\": \"x\"}")));

        assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "x-evil", "x-mine");
    }

    @Test
    void an_unknown_path_and_a_wrong_method_say_where_to_look() throws IOException {
        var unknown = serai.get("/nothing");
        var wrong = serai.get("/llm/chat");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("allow")).contains("POST");
        assertThat(json(unknown).path("error").path("message").asText()).contains("/openapi.yaml");
    }

    @Test
    void the_management_port_answers_health_and_metrics() {
        var health = serai.send(HttpRequest.newBuilder(URI.create(serai.managementUrl("/observe/health"))));
        serai.post("/llm/chat", "{\"prompt\": \"x\"}");
        var metrics = serai.send(HttpRequest.newBuilder(URI.create(serai.managementUrl("/observe/metrics"))));

        assertThat(text(health)).contains("UP");
        assertThat(text(metrics)).contains("camel_exchanges_total").contains("routeId=\"llm-chat\"");
    }
}
