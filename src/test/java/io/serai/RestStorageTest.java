package io.serai;

import static io.serai.testing.SeraiProcess.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.json.Json;
import io.serai.testing.SeraiProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects of the local folder over the REST door of the real program. */
class RestStorageTest {
    @TempDir
    static Path folder;

    private static SeraiProcess serai;

    @BeforeAll
    static void start() {
        serai = SeraiProcess.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        serai.close();
    }

    private static HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(serai.url(path)));
    }

    private static HttpResponse<byte[]> put(String path, byte[] bytes) {
        return serai.send(at(path).PUT(BodyPublishers.ofByteArray(bytes)));
    }

    @Test
    void other_content_stays_unless_overwriting() throws IOException {
        assertThat(put("/storage/keep.txt", "one".getBytes(UTF_8)).statusCode()).isEqualTo(200);
        assertThat(put("/storage/keep.txt", "one".getBytes(UTF_8)).statusCode()).isEqualTo(200);

        var refused = put("/storage/keep.txt", "two".getBytes(UTF_8));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Json.read(refused.body()).path("error").path("code").asText())
                .isEqualTo("already_exists");
        assertThat(text(serai.get("/storage/keep.txt"))).isEqualTo("one");
        assertThat(put("/storage/keep.txt?overwrite=true", "two".getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(200);
        assertThat(text(serai.get("/storage/keep.txt"))).isEqualTo("two");
    }

    @Test
    void a_range_and_an_etag_are_understood() {
        byte[] bytes = new byte[300_000];
        new Random(3).nextBytes(bytes);
        put("/storage/range.bin", bytes);

        var whole = serai.get("/storage/range.bin");
        String etag = whole.headers().firstValue("etag").orElseThrow();
        var part = serai.send(at("/storage/range.bin").header("Range", "bytes=100000-199999"));
        var beyond = serai.send(at("/storage/range.bin").header("Range", "bytes=300000-"));
        var unchanged = serai.send(at("/storage/range.bin").header("If-None-Match", etag));
        var changed = serai.send(at("/storage/range.bin").header("If-None-Match", "\"other\""));
        var head = serai.send(at("/storage/range.bin").method("HEAD", BodyPublishers.noBody()));

        assertThat(whole.headers().firstValue("accept-ranges")).contains("bytes");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("content-range")).contains("bytes 100000-199999/300000");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 100_000, 200_000));
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-length")).contains("300000");
        assertThat(head.headers().firstValue("etag")).contains(etag);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void a_page_comes_as_an_attachment_and_is_harmless() {
        put("/storage/page.html", "<!DOCTYPE html><script>alert(1)</script>".getBytes(UTF_8));

        var page = serai.get("/storage/page.html");

        assertThat(page.headers().firstValue("content-disposition")).contains("attachment");
        assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .contains("sandbox");
    }

    @Test
    void bytes_that_are_not_what_they_are_called_are_refused() throws IOException {
        var refused = serai.send(at("/storage/cat.png")
                .header("Content-Type", "image/png")
                .PUT(BodyPublishers.ofString("<!DOCTYPE html><html></html>")));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Json.read(refused.body()).path("error").path("param").asText())
                .isEqualTo("contentType");
    }

    @Test
    void a_missing_object_has_no_head_and_does_not_exist() throws IOException {
        var head = serai.send(at("/storage/nothing.txt").method("HEAD", BodyPublishers.noBody()));
        var exists = serai.get("/storage/nothing.txt?exists=true");

        assertThat(head.statusCode()).isEqualTo(404);
        assertThat(Json.read(exists.body()).path("exists").asBoolean(true)).isFalse();
    }
}
