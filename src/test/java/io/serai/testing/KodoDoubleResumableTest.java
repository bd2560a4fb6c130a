package io.serai.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.qiniu.common.QiniuException;
import com.qiniu.http.Client;
import com.qiniu.http.Response;
import com.qiniu.storage.ApiUploadV2AbortUpload;
import com.qiniu.storage.ApiUploadV2CompleteUpload;
import com.qiniu.storage.ApiUploadV2InitUpload;
import com.qiniu.storage.ApiUploadV2ListParts;
import com.qiniu.storage.ApiUploadV2UploadPart;
import com.qiniu.storage.UploadManager;
import com.qiniu.util.Auth;
import com.qiniu.util.Etag;
import com.qiniu.util.EtagV2;
import com.qiniu.util.Md5;
import com.qiniu.util.StringMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resumable uploads (v2) of the real SDK to {@link KodoDouble}. */
class KodoDoubleResumableTest {
    private static final int MIB = 1024 * 1024;
    private static final String KEY = "big/file.bin";

    private final KodoDouble kodo = KodoDouble.start();
    private final Auth auth = Auth.create(kodo.accessKey(), kodo.secretKey());
    private final String token = auth.uploadToken(kodo.bucket(), KEY);
    private final Client client = KodoSdk.client(kodo);

    @AfterEach
    void stop() {
        kodo.close();
    }

    @Test
    void nine_megabytes_go_up_in_three_parts(@TempDir Path folder) throws Exception {
        byte[] bytes = KodoSdk.noise(9 * MIB + 1);
        Path file = Files.write(folder.resolve("file.bin"), bytes);

        Response response = new UploadManager(KodoSdk.configuration(kodo))
                .put(file.toFile(), KEY, token, new StringMap(), "video/mp4", true);

        assertThat(response.jsonToMap().get("hash")).isEqualTo(Etag.data(bytes));
        assertThat(kodo.objects()).singleElement().satisfies(object -> {
            assertThat(object.bytes()).isEqualTo(bytes);
            assertThat(object.hash()).isEqualTo(Etag.data(bytes));
            assertThat(object.mimeType()).isEqualTo("video/mp4");
        });
        assertThat(kodo.count(KodoCall.INIT_UPLOAD)).isEqualTo(1);
        assertThat(kodo.count(KodoCall.UPLOAD_PART)).isEqualTo(3);
        assertThat(kodo.count(KodoCall.COMPLETE_UPLOAD)).isEqualTo(1);
        assertThat(kodo.pendingUploads()).isZero();
        assertThat(kodo.orphanedParts()).isEmpty();
    }

    @Test
    void parts_of_another_size_get_the_hash_of_parts() throws Exception {
        byte[] first = KodoSdk.noise(MIB);
        byte[] second = KodoSdk.noise(7);
        byte[] whole = KodoSdk.noise(MIB + 7);
        System.arraycopy(first, 0, whole, 0, MIB);
        System.arraycopy(second, 0, whole, MIB, 7);
        String id = init();
        String one = part(id, 1, first).getEtag();
        String two = part(id, 2, second).getEtag();

        String hash = complete(id, List.of(listed(1, one), listed(2, two))).getHash();

        assertThat(hash).isEqualTo(EtagV2.data(whole, new long[] {MIB, 7}));
        assertThat(kodo.object(KEY).orElseThrow().bytes()).isEqualTo(whole);
    }

    @Test
    void a_part_is_answered_with_its_hash_and_md5_and_listed() throws Exception {
        byte[] bytes = KodoSdk.noise(100);
        String id = init();

        ApiUploadV2UploadPart.Response part = part(id, 3, bytes);
        ApiUploadV2ListParts.Response list = new ApiUploadV2ListParts(client)
                .request(new ApiUploadV2ListParts.Request(kodo.url(), token, id).setKey(KEY));

        assertThat(part.getEtag()).isEqualTo(Etag.data(bytes));
        assertThat(part.getMd5()).isEqualTo(Md5.md5(bytes));
        assertThat(list.getParts()).hasSize(1);
        assertThat(kodo.orphanedParts()).containsExactly(new KodoPart(id, kodo.bucket(), KEY, 3, 100));
    }

    @Test
    void an_aborted_upload_leaves_nothing() throws Exception {
        String id = init();
        part(id, 1, KodoSdk.noise(100));

        new ApiUploadV2AbortUpload(client)
                .request(new ApiUploadV2AbortUpload.Request(kodo.url(), token, id).setKey(KEY));

        assertThat(kodo.orphanedParts()).isEmpty();
        assertThat(kodo.pendingUploads()).isZero();
        refused(612, () -> part(id, 2, KodoSdk.noise(100)));
    }

    @Test
    void parts_must_be_listed_in_order() throws Exception {
        String id = init();
        String one = part(id, 1, KodoSdk.noise(MIB)).getEtag();
        String two = part(id, 2, KodoSdk.noise(5)).getEtag();

        refused(400, () -> complete(id, List.of(listed(2, two), listed(1, one))));
    }

    @Test
    void no_part_may_be_left_out() throws Exception {
        String id = init();
        String one = part(id, 1, KodoSdk.noise(MIB)).getEtag();
        part(id, 2, KodoSdk.noise(5));

        refused(400, () -> complete(id, List.of(listed(1, one))));
    }

    @Test
    void a_part_must_be_named_by_its_own_hash() throws Exception {
        String id = init();
        part(id, 1, KodoSdk.noise(5));

        refused(400, () -> complete(id, List.of(listed(1, Etag.data(KodoSdk.noise(6))))));
    }

    @Test
    void only_the_last_part_may_be_small() throws Exception {
        String id = init();
        String one = part(id, 1, KodoSdk.noise(MIB - 1)).getEtag();
        String two = part(id, 2, KodoSdk.noise(5)).getEtag();

        refused(400, () -> complete(id, List.of(listed(1, one), listed(2, two))));
    }

    @Test
    void the_token_is_checked_again_at_the_end() throws Exception {
        String id = init();
        String one = part(id, 1, KodoSdk.noise(5)).getEtag();

        kodo.advance(Duration.ofHours(2));

        refused(401, () -> complete(id, List.of(listed(1, one))));
        assertThat(kodo.orphanedParts()).hasSize(1);
    }

    @Test
    void a_token_for_another_key_is_403() {
        refused(
                403,
                () -> new ApiUploadV2InitUpload(client)
                        .request(new ApiUploadV2InitUpload.Request(kodo.url(), token).setKey("other")));
    }

    @Test
    void a_limit_on_size_holds_for_the_whole() throws Exception {
        String limited = auth.uploadToken(kodo.bucket(), KEY, 60, new StringMap().put("fsizeLimit", 10));
        String id = init();
        String one = part(id, 1, KodoSdk.noise(11)).getEtag();

        refused(
                413,
                () -> new ApiUploadV2CompleteUpload(client)
                        .request(new ApiUploadV2CompleteUpload.Request(kodo.url(), limited, id, List.of(listed(1, one)))
                                .setKey(KEY)));
    }

    private String init() throws QiniuException {
        return new ApiUploadV2InitUpload(client)
                .request(new ApiUploadV2InitUpload.Request(kodo.url(), token).setKey(KEY))
                .getUploadId();
    }

    private ApiUploadV2UploadPart.Response part(String id, int number, byte[] bytes) throws QiniuException {
        return new ApiUploadV2UploadPart(client)
                .request(new ApiUploadV2UploadPart.Request(kodo.url(), token, id, number)
                        .setKey(KEY)
                        .setUploadData(bytes, 0, bytes.length, null));
    }

    private ApiUploadV2CompleteUpload.Response complete(String id, List<Map<String, Object>> parts)
            throws QiniuException {
        return new ApiUploadV2CompleteUpload(client)
                .request(new ApiUploadV2CompleteUpload.Request(kodo.url(), token, id, parts).setKey(KEY));
    }

    private static Map<String, Object> listed(int number, String etag) {
        return Map.of("partNumber", number, "etag", etag);
    }

    private void refused(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        QiniuException.class, e -> assertThat(e.code()).isEqualTo(status));
        assertThat(kodo.objects()).isEmpty();
    }
}
