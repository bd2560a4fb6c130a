package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.qiniu.common.QiniuException;
import com.qiniu.http.Client;
import com.qiniu.storage.BucketManager;
import com.qiniu.storage.UploadManager;
import com.qiniu.storage.model.FileInfo;
import com.qiniu.storage.model.FileListing;
import com.qiniu.util.Auth;
import com.qiniu.util.Etag;
import com.qiniu.util.StringMap;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the real SDK's BucketManager does to objects of a {@link KodoDouble}. */
class KodoDoubleManagementTest {
    private final KodoDouble kodo = KodoDouble.start();
    private final Auth auth = Auth.create(kodo.accessKey(), kodo.secretKey());
    private final BucketManager buckets = manager(auth);

    @AfterEach
    void stop() {
        kodo.close();
    }

    @Test
    void stat_describes_an_object() throws Exception {
        Instant then = Instant.now().minusSeconds(10);
        kodo.clock(Clock.fixed(then, ZoneOffset.UTC));
        store("a", "content");

        FileInfo info = buckets.stat(kodo.bucket(), "a");

        assertThat(info.fsize).isEqualTo(7);
        assertThat(info.hash).isEqualTo(Etag.data("content".getBytes(UTF_8)));
        assertThat(info.mimeType).isEqualTo("text/plain");
        assertThat(info.putTime).isEqualTo(then.toEpochMilli() * 10_000);
    }

    @Test
    void delete_removes_an_object_once() throws Exception {
        store("a", "content");

        buckets.delete(kodo.bucket(), "a");

        assertThat(kodo.objects()).isEmpty();
        refused(612, () -> buckets.delete(kodo.bucket(), "a"));
        refused(612, () -> buckets.stat(kodo.bucket(), "a"));
        assertThat(kodo.count(KodoCall.DELETE)).isEqualTo(2);
    }

    @Test
    void an_unknown_bucket_is_631() {
        refused(631, () -> buckets.stat("nowhere", "a"));
    }

    @Test
    void a_wrong_secret_is_401() throws Exception {
        store("a", "content");

        refused(401, () -> manager(Auth.create(kodo.accessKey(), "wrong")).delete(kodo.bucket(), "a"));

        assertThat(kodo.object("a")).isPresent();
    }

    @Test
    void a_request_without_a_signature_is_401() {
        refused(401, () -> client().post(kodo.url() + "/stat/eA==", new byte[0], new StringMap()));
    }

    @Test
    void the_older_signature_is_understood_too() throws Exception {
        store("a", "content");
        String url = kodo.url() + "/delete/" + BucketManager.encodedEntry(kodo.bucket(), "a");

        client().post(url, new byte[0], auth.authorization(url, null, Client.FormMime), Client.FormMime);

        assertThat(kodo.objects()).isEmpty();
    }

    @Test
    void the_older_signature_with_a_wrong_secret_is_401() {
        String url = kodo.url() + "/delete/" + BucketManager.encodedEntry(kodo.bucket(), "a");
        StringMap forged = Auth.create(kodo.accessKey(), "wrong").authorization(url, null, Client.FormMime);

        refused(401, () -> client().post(url, new byte[0], forged, Client.FormMime));
    }

    @Test
    void the_type_can_be_changed() throws Exception {
        store("a", "content");

        buckets.changeMime(kodo.bucket(), "a", "audio/mpeg");

        assertThat(kodo.object("a").orElseThrow().mimeType()).isEqualTo("audio/mpeg");
    }

    @Test
    void copy_keeps_the_first_and_move_does_not() throws Exception {
        store("a", "content");
        kodo.addBucket("other");

        buckets.copy(kodo.bucket(), "a", "other", "b");
        buckets.move(kodo.bucket(), "a", kodo.bucket(), "c");

        assertThat(kodo.objects())
                .extracting(KodoObject::bucket, KodoObject::key)
                .containsExactlyInAnyOrder(tuple("other", "b"), tuple(kodo.bucket(), "c"));
    }

    @Test
    void copy_overwrites_only_by_force() throws Exception {
        store("a", "new");
        store("b", "old");

        refused(614, () -> buckets.copy(kodo.bucket(), "a", kodo.bucket(), "b"));
        buckets.copy(kodo.bucket(), "a", kodo.bucket(), "b", true);

        assertThat(kodo.object("b").orElseThrow().bytes()).asString(UTF_8).isEqualTo("new");
    }

    @Test
    void list_goes_page_by_page_and_folds_folders() throws Exception {
        for (String key : new String[] {"x/1", "x/2", "x/d/3", "x/d/4", "y"}) {
            store(key, key);
        }

        FileListing first = buckets.listFiles(kodo.bucket(), "x/", null, 2, "");
        FileListing second = buckets.listFiles(kodo.bucket(), "x/", first.marker, 2, "");
        FileListing folded = buckets.listFiles(kodo.bucket(), "x/", null, 100, "/");

        assertThat(keys(first)).containsExactly("x/1", "x/2");
        assertThat(keys(second)).containsExactly("x/d/3", "x/d/4");
        assertThat(second.isEOF()).isTrue();
        assertThat(keys(folded)).containsExactly("x/1", "x/2");
        assertThat(folded.commonPrefixes).containsExactly("x/d/");
    }

    @Test
    void bucket_info_says_whether_it_is_private() throws Exception {
        assertThat(buckets.getBucketInfo(kodo.bucket()).getPrivate()).isZero();
    }

    private static String[] keys(FileListing listing) {
        return Arrays.stream(listing.items).map(item -> item.key).toArray(String[]::new);
    }

    private void store(String key, String content) throws QiniuException {
        new UploadManager(KodoSdk.configuration(kodo))
                .put(content.getBytes(UTF_8), key, auth.uploadToken(kodo.bucket(), key), null, "text/plain", false);
    }

    private BucketManager manager(Auth as) {
        return new BucketManager(as, KodoSdk.configuration(kodo));
    }

    private Client client() {
        return KodoSdk.client(kodo);
    }

    private static void refused(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        QiniuException.class, e -> assertThat(e.code()).isEqualTo(status));
    }
}
