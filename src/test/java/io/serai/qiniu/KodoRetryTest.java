package io.serai.qiniu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.error.ServiceException;
import io.serai.storage.Content;
import io.serai.storage.Download;
import io.serai.storage.ObjectStore;
import io.serai.storage.RoutesFixture;
import io.serai.storage.StoredObject;
import io.serai.storage.UploadRequest;
import io.serai.testing.KodoCall;
import io.serai.testing.KodoDouble;
import io.serai.testing.KodoFault;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many requests Kodo sees for one call through the routes. */
class KodoRetryTest {
    private static final UploadRequest UPLOAD =
            new UploadRequest(Content.of(new byte[] {1, 2, 3}), "a.bin", null, null);

    private final KodoDouble kodo = KodoDouble.start();
    private final ObjectStore store = KodoFixture.store(kodo, false);
    private RoutesFixture routes;

    @BeforeEach
    void start() throws Exception {
        routes = new RoutesFixture(store, Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        routes.close();
        store.close();
        kodo.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408, 571, 573, 599, 429, 406, 701})
    void a_lasting_failure_is_tried_three_times(int status) {
        kodo.always(KodoCall.FORM_UPLOAD, KodoFault.status(status));

        ServiceException failed = upload();

        assertThat(kodo.count(KodoCall.FORM_UPLOAD)).isEqualTo(3);
        assertThat(failed.detail().attempts()).isEqualTo(3);
        assertThat(failed.detail().upstream()).isEqualTo("qiniu");
        assertThat(failed.detail().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 413, 419, 579, 608, 614, 631})
    void a_failure_that_waiting_does_not_cure_is_tried_once(int status) {
        kodo.always(KodoCall.FORM_UPLOAD, KodoFault.status(status));

        ServiceException failed = upload();

        assertThat(kodo.count(KodoCall.FORM_UPLOAD)).isEqualTo(1);
        assertThat(failed.detail().attempts()).isEqualTo(1);
    }

    @Test
    void a_reset_is_tried_three_times() {
        kodo.always(KodoCall.FORM_UPLOAD, KodoFault.resetBeforeCommit());

        ServiceException failed = upload();

        assertThat(kodo.count(KodoCall.FORM_UPLOAD)).isEqualTo(3);
        assertThat(failed.getMessage()).doesNotContain(kodo.accessKey());
    }

    @Test
    void a_503_that_says_at_once_is_not_repeated_below_the_loop() {
        kodo.always(KodoCall.FORM_UPLOAD, KodoFault.status(503, Map.of("Retry-After", "0")));

        ServiceException failed = upload();

        assertThat(kodo.count(KodoCall.FORM_UPLOAD)).isEqualTo(3);
        assertThat(failed.detail().status()).isEqualTo(503);
    }

    @Test
    void a_rate_limit_is_waited_for_as_long_as_kodo_asks() throws Exception {
        kodo.next(KodoCall.FORM_UPLOAD, KodoFault.rateLimited(1));

        StoredObject stored = routes.call("storage-upload", UPLOAD, StoredObject.class);

        assertThat(kodo.count(KodoCall.FORM_UPLOAD)).isEqualTo(2);
        assertThat(stored.receipt().attempts()).isEqualTo(2);
        assertThat(stored.receipt().millis()).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void a_rate_limit_that_asks_for_too_long_fails_at_once() {
        kodo.always(KodoCall.FORM_UPLOAD, KodoFault.rateLimited(3600));

        ServiceException failed = upload();

        assertThat(kodo.count(KodoCall.FORM_UPLOAD)).isEqualTo(1);
        assertThat(failed.detail().retryAfter()).hasHours(1);
    }

    @Test
    void a_lost_answer_leaves_one_object() throws Exception {
        kodo.next(KodoCall.FORM_UPLOAD, KodoFault.resetAfterCommit(), KodoFault.withoutReqid());

        StoredObject stored = routes.call("storage-upload", UPLOAD, StoredObject.class);

        assertThat(stored.receipt().attempts()).isEqualTo(3);
        assertThat(kodo.objects()).hasSize(1);
    }

    @Test
    void a_download_is_begun_again_when_it_was_cut() throws Exception {
        StoredObject stored = routes.call("storage-upload", UPLOAD, StoredObject.class);
        kodo.next(KodoCall.DOWNLOAD, KodoFault.truncated(), KodoFault.status(503));

        Download download = routes.call("storage-download", stored.url(), Download.class);

        assertThat(download.content().bytes()).containsExactly(1, 2, 3);
        assertThat(kodo.count(KodoCall.DOWNLOAD)).isEqualTo(3);
    }

    private ServiceException upload() {
        return catchThrowableOfType(
                ServiceException.class, () -> routes.call("storage-upload", UPLOAD, StoredObject.class));
    }
}
