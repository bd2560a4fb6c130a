package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.qiniu.common.QiniuException;
import com.qiniu.http.Response;
import com.qiniu.storage.UploadManager;
import com.qiniu.util.Auth;
import com.qiniu.util.Etag;
import com.qiniu.util.StringMap;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Form uploads of the real SDK to {@link KodoDouble}: what is stored and what is refused. */
class KodoDoubleUploadTest {
    private static final byte[] HELLO = "hello, 七牛".getBytes(UTF_8);

    private final KodoDouble kodo = KodoDouble.start();
    private final Auth auth = Auth.create(kodo.accessKey(), kodo.secretKey());
    private final UploadManager uploads = new UploadManager(KodoSdk.configuration(kodo));

    @AfterEach
    void stop() {
        kodo.close();
    }

    @Test
    void a_form_upload_stores_bytes_type_and_hash() throws Exception {
        Response response = put(HELLO, "a/ü b.txt", new StringMap(), "text/plain");

        assertThat(response.isOK()).isTrue();
        assertThat(response.jsonToMap().get("hash")).isEqualTo(Etag.data(HELLO));
        assertThat(kodo.objects()).singleElement().satisfies(object -> {
            assertThat(object.key()).isEqualTo("a/ü b.txt");
            assertThat(object.bytes()).isEqualTo(HELLO);
            assertThat(object.hash()).isEqualTo(Etag.data(HELLO));
            assertThat(object.mimeType()).isEqualTo("text/plain");
        });
        assertThat(kodo.count(KodoCall.FORM_UPLOAD)).isEqualTo(1);
    }

    @Test
    void every_byte_value_survives() throws Exception {
        byte[] bytes = KodoSdk.noise(100_000);

        put(bytes, "noise", new StringMap(), "application/octet-stream");

        assertThat(kodo.object("noise").orElseThrow().bytes()).isEqualTo(bytes);
    }

    @Test
    void a_wrong_secret_is_401() {
        String token = Auth.create(kodo.accessKey(), "wrong").uploadToken(kodo.bucket(), "k");

        refused(401, () -> uploads.put(HELLO, "k", token));
    }

    @Test
    void a_wrong_access_key_is_401() {
        String token = Auth.create("wrong", kodo.secretKey()).uploadToken(kodo.bucket(), "k");

        refused(401, () -> uploads.put(HELLO, "k", token));
    }

    @Test
    void an_expired_token_is_401() {
        String token = auth.uploadToken(kodo.bucket(), "k", 60, null);

        kodo.advance(Duration.ofSeconds(62));

        refused(401, () -> uploads.put(HELLO, "k", token));
    }

    @Test
    void a_token_for_another_key_is_403() {
        String token = auth.uploadToken(kodo.bucket(), "other");

        refused(403, () -> uploads.put(HELLO, "k", token));
    }

    @Test
    void a_token_for_a_prefix_fits_what_starts_with_it() throws Exception {
        String token = auth.uploadToken(kodo.bucket(), "a/", 60, new StringMap().put("isPrefixalScope", 1));

        uploads.put(HELLO, "a/b", token);

        assertThat(kodo.object("a/b")).isPresent();
        assertThatThrownBy(() -> uploads.put(HELLO, "c", token)).isInstanceOf(QiniuException.class);
    }

    @Test
    void an_unknown_bucket_is_631() {
        refused(631, () -> uploads.put(HELLO, "k", auth.uploadToken("nowhere", "k")));
    }

    @Test
    void a_scope_with_the_key_overwrites() throws Exception {
        put(HELLO, "k", new StringMap(), "text/plain");

        put("other".getBytes(UTF_8), "k", new StringMap(), "text/plain");

        assertThat(kodo.object("k").orElseThrow().bytes()).asString(UTF_8).isEqualTo("other");
    }

    @Test
    void insert_only_takes_the_same_content_again_and_refuses_other_content_with_614() throws Exception {
        StringMap insertOnly = new StringMap().put("insertOnly", 1);
        put(HELLO, "k", insertOnly, "text/plain");

        Response again = put(HELLO, "k", insertOnly, "text/plain");

        assertThat(again.isOK()).isTrue();
        assertThatThrownBy(() -> put("other".getBytes(UTF_8), "k", insertOnly, "text/plain"))
                .satisfies(e -> assertThat(((QiniuException) e).code()).isEqualTo(614));
        assertThat(kodo.object("k").orElseThrow().bytes()).isEqualTo(HELLO);
    }

    @Test
    void a_scope_without_a_key_only_inserts() throws Exception {
        String token = auth.uploadToken(kodo.bucket());
        uploads.put(HELLO, "k", token);

        assertThatThrownBy(() -> uploads.put("other".getBytes(UTF_8), "k", token))
                .satisfies(e -> assertThat(((QiniuException) e).code()).isEqualTo(614));
    }

    @Test
    void a_file_above_the_limit_is_413() {
        refused(413, () -> put(HELLO, "k", new StringMap().put("fsizeLimit", HELLO.length - 1), "text/plain"));
    }

    @Test
    void a_type_outside_the_limit_is_403() {
        refused(403, () -> put(HELLO, "k", new StringMap().put("mimeLimit", "image/*;audio/mpeg"), "text/plain"));
    }

    @Test
    void a_type_limit_looks_at_the_content_and_not_at_the_declared_type() {
        byte[] page = "<html><body>hi</body></html>".getBytes(UTF_8);

        refused(403, () -> put(page, "k", new StringMap().put("mimeLimit", "image/*"), "image/png"));
    }

    @Test
    void a_type_inside_the_limit_is_stored() throws Exception {
        put(HELLO, "k", new StringMap().put("mimeLimit", "!image/*"), "text/plain");

        assertThat(kodo.object("k")).isPresent();
    }

    @Test
    void a_policy_field_that_does_not_exist_is_400() {
        StringMap typo = new StringMap().put("insertonly", 1);

        refused(400, () -> uploads.put(HELLO, "k", auth.uploadToken(kodo.bucket(), "k", 60, typo, false)));
    }

    @Test
    void a_damaged_file_is_406() {
        StringMap fields = new StringMap().put("token", auth.uploadToken(kodo.bucket(), "k"));
        fields.put("key", "k").put("crc32", "1");

        refused(
                406,
                () -> KodoSdk.client(kodo)
                        .multipartPost(kodo.url(), fields, "file", "k", HELLO, "text/plain", new StringMap()));
    }

    @Test
    void a_form_field_that_does_not_exist_is_400() {
        StringMap fields = new StringMap().put("token", auth.uploadToken(kodo.bucket(), "k"));
        fields.put("key", "k").put("kye", "k");

        refused(
                400,
                () -> KodoSdk.client(kodo)
                        .multipartPost(kodo.url(), fields, "file", "k", HELLO, "text/plain", new StringMap()));
    }

    private Response put(byte[] bytes, String key, StringMap policy, String mime) throws QiniuException {
        String token = auth.uploadToken(kodo.bucket(), key, 60, policy);
        return uploads.put(bytes, key, token, null, mime, true);
    }

    private void refused(int status, ThrowingCallable upload) {
        assertThatThrownBy(upload)
                .isInstanceOfSatisfying(
                        QiniuException.class, e -> assertThat(e.code()).isEqualTo(status));
        assertThat(kodo.objects()).isEmpty();
    }
}
