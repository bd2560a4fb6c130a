package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.qiniu.storage.DownloadUrl;
import com.qiniu.storage.UploadManager;
import com.qiniu.util.Auth;
import com.qiniu.util.Etag;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Downloads from a private and a public {@link KodoDouble}, with links that the real SDK made. */
class KodoDoubleDownloadTest {
    private static final String KEY = "a/ü b+c.txt";

    private final KodoDouble kodo = KodoDouble.startPrivate();
    private final Auth auth = Auth.create(kodo.accessKey(), kodo.secretKey());
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void store() throws Exception {
        store(kodo);
    }

    @AfterEach
    void stop() {
        kodo.close();
    }

    @Test
    void a_signed_link_gives_the_object() throws Exception {
        HttpResponse<String> response = get(link(60));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("0123456789");
        assertThat(response.headers().firstValue("content-type")).contains("text/plain");
        assertThat(response.headers().firstValue("etag"))
                .contains("\"" + Etag.data("0123456789".getBytes(UTF_8)) + "\"");
        assertThat(response.headers().firstValue("x-reqid")).isPresent();
    }

    @Test
    void a_signed_link_may_name_the_file() throws Exception {
        String url =
                new DownloadUrl(kodo.host(), false, KEY).setAttname("x.txt").buildURL(auth, deadline(60));

        HttpResponse<String> response = get(url);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-disposition").orElse(""))
                .contains("x.txt");
    }

    @Test
    void a_private_object_without_a_signature_is_401() throws Exception {
        assertThat(get(new DownloadUrl(kodo.host(), false, KEY).buildURL()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_link_signed_with_another_secret_is_401() throws Exception {
        Auth forger = Auth.create(kodo.accessKey(), "wrong");

        String url = new DownloadUrl(kodo.host(), false, KEY).buildURL(forger, deadline(60));

        assertThat(get(url).statusCode()).isEqualTo(401);
    }

    @Test
    void a_link_for_another_object_is_401() throws Exception {
        assertThat(get(link(60).replace("b%2Bc", "other")).statusCode()).isEqualTo(401);
    }

    @Test
    void an_expired_link_is_401() throws Exception {
        String url = link(60);

        kodo.advance(Duration.ofSeconds(62));

        assertThat(get(url).statusCode()).isEqualTo(401);
        assertThat(get(url).body()).contains("expired token");
    }

    @Test
    void the_token_must_come_last() throws Exception {
        assertThat(get(link(60) + "&attname=x").statusCode()).isEqualTo(401);
    }

    @Test
    void a_missing_object_is_404() throws Exception {
        String url = new DownloadUrl(kodo.host(), false, "missing").buildURL(auth, deadline(60));

        assertThat(get(url).statusCode()).isEqualTo(404);
    }

    @Test
    void a_public_bucket_needs_no_signature() throws Exception {
        try (KodoDouble open = KodoDouble.start()) {
            store(open);

            HttpResponse<String> response = get(new DownloadUrl(open.host(), false, KEY).buildURL());

            assertThat(response.body()).isEqualTo("0123456789");
        }
    }

    @Test
    void a_range_is_206_with_its_place() throws Exception {
        HttpResponse<String> middle = get(link(60), "bytes=2-4");
        HttpResponse<String> tail = get(link(60), "bytes=7-");
        HttpResponse<String> last = get(link(60), "bytes=-2");

        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.body()).isEqualTo("234");
        assertThat(middle.headers().firstValue("content-range")).contains("bytes 2-4/10");
        assertThat(tail.body()).isEqualTo("789");
        assertThat(last.body()).isEqualTo("89");
    }

    @Test
    void a_range_beyond_the_end_is_416() throws Exception {
        HttpResponse<String> response = get(link(60), "bytes=10-");

        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(response.headers().firstValue("content-range")).contains("bytes */10");
    }

    @Test
    void head_gives_the_length_alone() throws Exception {
        HttpRequest head = HttpRequest.newBuilder(URI.create(link(60)))
                .method("HEAD", BodyPublishers.noBody())
                .build();

        HttpResponse<String> response = client.send(head, BodyHandlers.ofString());

        assertThat(response.headers().firstValue("content-length")).contains("10");
        assertThat(response.body()).isEmpty();
    }

    private static void store(KodoDouble kodo) throws Exception {
        String token = Auth.create(kodo.accessKey(), kodo.secretKey()).uploadToken(kodo.bucket(), KEY);
        new UploadManager(KodoSdk.configuration(kodo))
                .put("0123456789".getBytes(UTF_8), KEY, token, null, "text/plain", false);
    }

    private String link(long seconds) throws Exception {
        return new DownloadUrl(kodo.host(), false, KEY).buildURL(auth, deadline(seconds));
    }

    private static long deadline(long seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }

    private HttpResponse<String> get(String url, String... range) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        for (String each : range) {
            request.header("Range", each);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
