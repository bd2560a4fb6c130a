package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.qiniu.common.QiniuException;
import com.qiniu.http.Client;
import com.qiniu.http.Response;
import com.qiniu.storage.Configuration;
import com.qiniu.util.Auth;
import com.qiniu.util.Etag;
import com.qiniu.util.StringMap;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each of {@link KodoFault} as the real SDK's HTTP client sees it, and what it leaves behind. */
class KodoFaultTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    private final KodoDouble kodo = KodoDouble.start();
    private final Auth auth = Auth.create(kodo.accessKey(), kodo.secretKey());

    private int readTimeoutSeconds = 30;

    @AfterEach
    void stop() {
        kodo.close();
    }

    @Test
    void a_sequence_of_faults_ends_in_success() throws Exception {
        kodo.next(KodoCall.FORM_UPLOAD, KodoFault.status(503), KodoFault.none(), KodoFault.status(599));

        assertThat(failure().code()).isEqualTo(503);
        assertThat(upload().isOK()).isTrue();
        assertThat(failure().code()).isEqualTo(599);
        assertThat(upload().isOK()).isTrue();
        assertThat(kodo.count(KodoCall.FORM_UPLOAD)).isEqualTo(4);
    }

    @Test
    void a_lasting_fault_ends_when_healed() throws Exception {
        kodo.always(KodoCall.FORM_UPLOAD, KodoFault.status(500));

        assertThat(failure().code()).isEqualTo(500);
        assertThat(failure().code()).isEqualTo(500);
        kodo.heal();

        assertThat(upload().isOK()).isTrue();
    }

    @Test
    void a_rate_limit_carries_its_hint() {
        kodo.next(KodoCall.FORM_UPLOAD, KodoFault.rateLimited(7));

        QiniuException failure = failure();

        assertThat(failure.code()).isEqualTo(573);
        assertThat(failure.response.header("Retry-After", "")).isEqualTo("7");
        assertThat(kodo.objects()).isEmpty();
    }

    @Test
    void a_failed_callback_leaves_the_object() {
        kodo.next(KodoCall.FORM_UPLOAD, KodoFault.callbackFailed());

        assertThat(failure().code()).isEqualTo(579);
        assertThat(kodo.object("k")).isPresent();
    }

    @Test
    void a_reset_before_the_commit_leaves_nothing_and_after_it_the_object() {
        // OkHttp itself tries again when a connection breaks, so the fault has to last.
        kodo.always(KodoCall.FORM_UPLOAD, KodoFault.resetBeforeCommit());
        assertThat(failure().code()).isEqualTo(-1);
        assertThat(kodo.objects()).isEmpty();

        kodo.always(KodoCall.FORM_UPLOAD, KodoFault.resetAfterCommit());
        assertThat(failure().code()).isEqualTo(-1);
        assertThat(kodo.objects()).hasSize(1);
    }

    @Test
    void a_hang_times_out_and_is_dropped() {
        readTimeoutSeconds = 1;
        kodo.next(KodoCall.FORM_UPLOAD, KodoFault.hangBeforeCommit(), KodoFault.hangAfterCommit());

        assertThat(failure()).hasStackTraceContaining("SocketTimeoutException");
        kodo.awaitDropped(Duration.ofSeconds(5));
        assertThat(kodo.objects()).isEmpty();

        assertThat(failure()).hasStackTraceContaining("SocketTimeoutException");
        kodo.awaitDropped(Duration.ofSeconds(5));
        assertThat(kodo.objects()).hasSize(1);
    }

    @Test
    void a_truncated_answer_is_a_failure_with_the_object_stored() {
        kodo.next(KodoCall.FORM_UPLOAD, KodoFault.truncated());

        QiniuException failure = failure();

        assertThat(failure.response.isOK()).isFalse();
        assertThat(kodo.objects()).hasSize(1);
    }

    @Test
    void a_fault_can_wait_for_the_test() {
        CountDownLatch gate = new CountDownLatch(1);
        kodo.next(KodoCall.FORM_UPLOAD, KodoFault.after(gate, KodoFault.status(612, "no such uploadId")));
        CompletableFuture<QiniuException> failure = CompletableFuture.supplyAsync(this::failure);
        Awaitility.await().until(() -> kodo.count(KodoCall.FORM_UPLOAD) == 1);

        gate.countDown();

        assertThat(failure.join().response.isContextExpiredError()).isTrue();
    }

    @Test
    void a_slow_answer_comes_in_the_end() throws Exception {
        kodo.next(KodoCall.FORM_UPLOAD, KodoFault.late(Duration.ofMillis(20)), KodoFault.drip(Duration.ofMillis(1)));

        assertThat(upload().isOK()).isTrue();
        assertThat(upload().isOK()).isTrue();
    }

    @Test
    void a_redirect_is_passed_on() {
        kodo.next(KodoCall.FORM_UPLOAD, KodoFault.redirect("http://127.0.0.1:1/elsewhere"));

        assertThatThrownBy(this::upload).isInstanceOf(QiniuException.class);
        assertThat(kodo.objects()).isEmpty();
    }

    @Test
    void an_answer_without_its_id_is_not_ok_and_not_an_exception() throws Exception {
        kodo.next(KodoCall.FORM_UPLOAD, KodoFault.withoutReqid());

        Response response = upload();

        assertThat(response.statusCode).isEqualTo(200);
        assertThat(response.isOK()).isFalse();
    }

    @Test
    void a_corrupted_answer_has_another_hash_or_other_bytes() throws Exception {
        kodo.next(KodoCall.FORM_UPLOAD, KodoFault.corrupted());
        kodo.next(KodoCall.DOWNLOAD, KodoFault.corrupted());

        Object hash = upload().jsonToMap().get("hash");
        byte[] bytes = client().get(kodo.url() + "/k").body();

        assertThat(hash).isNotEqualTo(Etag.data(HELLO));
        assertThat(bytes).hasSameSizeAs(HELLO).isNotEqualTo(HELLO);
    }

    private QiniuException failure() {
        try {
            Response response = upload();
            throw new AssertionError("the upload succeeded: " + response);
        } catch (QiniuException e) {
            return e;
        }
    }

    private Response upload() throws QiniuException {
        StringMap fields = new StringMap().put("token", auth.uploadToken(kodo.bucket(), "k"));
        fields.put("key", "k");
        return client().multipartPost(kodo.url(), fields, "file", "k", HELLO, "text/plain", new StringMap());
    }

    private Client client() {
        Configuration configuration = KodoSdk.configuration(kodo);
        configuration.readTimeout = readTimeoutSeconds;
        return new Client(configuration);
    }
}
