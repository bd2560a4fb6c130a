package io.serai.qiniu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.retry.Deadline;
import io.serai.storage.Attempt;
import io.serai.storage.NewObject;
import io.serai.storage.ObjectStore;
import io.serai.storage.ObjectStoreContract;
import io.serai.testing.KodoCall;
import io.serai.testing.KodoDouble;
import io.serai.testing.KodoFault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract at a public bucket, and what only Kodo does. */
class KodoStoreTest extends ObjectStoreContract {
    private static final int LARGE = 9 * 1024 * 1024;

    private final KodoDouble kodo = KodoDouble.start();
    private final ObjectStore store = KodoFixture.store(kodo, false);

    @Override
    protected ObjectStore store() {
        return store;
    }

    @AfterEach
    void close() {
        store.close();
        kodo.close();
    }

    @Test
    void a_small_upload_is_one_request() {
        store.put(object("small.txt", "text".getBytes(UTF_8), "text/plain"), upload());

        assertThat(kodo.requests()).hasSize(1);
        assertThat(kodo.object("small.txt").orElseThrow().mimeType()).isEqualTo("text/plain");
    }

    @Test
    void a_large_upload_is_its_parts_and_leaves_none_behind() {
        store.put(object("大.bin", random(LARGE), "video/mp4"), upload());

        assertThat(kodo.count(KodoCall.UPLOAD_PART)).isEqualTo(3);
        assertThat(kodo.requests()).hasSize(5);
        assertThat(kodo.object("大.bin").orElseThrow().mimeType()).isEqualTo("video/mp4");
        assertThat(kodo.pendingUploads()).isZero();
    }

    @ParameterizedTest
    @MethodSource("brokenSteps")
    void a_large_upload_that_fails_is_taken_back_when_its_call_ends(KodoCall step) {
        kodo.always(step, KodoFault.status(503));
        Attempt attempt = upload();

        UpstreamException failed = catchThrowableOfType(
                UpstreamException.class, () -> store.put(object("large.bin", random(LARGE), "video/mp4"), attempt));
        attempt.unfinished().close();

        assertThat(failed.retryable()).isTrue();
        await().untilAsserted(() -> assertThat(kodo.pendingUploads()).isZero());
        assertThat(kodo.objects()).isEmpty();
    }

    @Test
    void a_large_upload_that_will_not_be_repeated_is_taken_back_at_once() {
        kodo.next(KodoCall.COMPLETE_UPLOAD, KodoFault.status(403));

        assertFails(ServiceException.class, () -> store.put(object("large.bin", random(LARGE), "video/mp4"), upload()));

        await().untilAsserted(() -> assertThat(kodo.pendingUploads()).isZero());
    }

    @Test
    void the_next_attempt_sends_only_the_parts_that_are_missing() {
        NewObject object = object("large.bin", random(6 * PartsBegun.PART - 7), "video/mp4");
        Attempt attempt = upload();
        kodo.next(KodoCall.UPLOAD_PART, KodoFault.none(), KodoFault.none(), KodoFault.none(), KodoFault.status(503));
        assertFails(UpstreamException.class, () -> store.put(object, attempt));
        int first = kodo.count(KodoCall.UPLOAD_PART);
        long there = kodo.orphanedParts().stream().count();

        store.put(object, attempt);

        assertThat(there).isGreaterThanOrEqualTo(3);
        assertThat(kodo.count(KodoCall.UPLOAD_PART) - first).isEqualTo((int) (6 - there));
        assertThat(kodo.count(KodoCall.INIT_UPLOAD)).isEqualTo(1);
        assertThat(kodo.object("large.bin").orElseThrow().size()).isEqualTo(6 * PartsBegun.PART - 7);
        assertThat(kodo.pendingUploads()).isZero();
    }

    @Test
    void parts_are_sent_at_the_same_time() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        kodo.next(
                KodoCall.UPLOAD_PART,
                KodoFault.after(gate, KodoFault.none()),
                KodoFault.after(gate, KodoFault.none()),
                KodoFault.after(gate, KodoFault.none()));

        CompletableFuture<Void> running = CompletableFuture.runAsync(() ->
                store.put(object("large.bin", random(5 * PartsBegun.PART), "video/mp4"), upload()));

        await().untilAsserted(() -> assertThat(kodo.count(KodoCall.UPLOAD_PART)).isEqualTo(3));
        gate.countDown();
        running.get();
        assertThat(kodo.count(KodoCall.UPLOAD_PART)).isEqualTo(5);
    }

    @Test
    void a_lost_last_answer_of_a_large_upload_costs_no_second_upload() {
        NewObject object = object("large.bin", random(LARGE), "video/mp4");
        Attempt attempt = upload();
        kodo.next(KodoCall.COMPLETE_UPLOAD, KodoFault.resetAfterCommit());
        assertFails(UpstreamException.class, () -> store.put(object, attempt));

        store.put(object, attempt);

        assertThat(kodo.count(KodoCall.UPLOAD_PART)).isEqualTo(3);
        assertThat(kodo.objects()).hasSize(1);
    }

    @Test
    void an_upload_that_kodo_forgot_begins_anew() {
        NewObject object = object("large.bin", random(LARGE), "video/mp4");
        Attempt attempt = upload();
        kodo.next(KodoCall.COMPLETE_UPLOAD, KodoFault.status(612, "no such uploadId"));
        UpstreamException failed = catchThrowableOfType(UpstreamException.class, () -> store.put(object, attempt));

        store.put(object, attempt);

        assertThat(failed.retryable()).isTrue();
        assertThat(kodo.count(KodoCall.INIT_UPLOAD)).isEqualTo(2);
        assertThat(kodo.objects()).hasSize(1);
    }

    @Test
    void a_failed_callback_says_that_the_object_is_stored() {
        kodo.next(KodoCall.FORM_UPLOAD, KodoFault.callbackFailed());

        UpstreamException failed = catchThrowableOfType(
                UpstreamException.class, () -> store.put(object("a.txt", random(9), "text/plain"), upload()));

        assertThat(failed.detail().code()).isEqualTo("callback_failed");
        assertThat(failed.retryable()).isFalse();
        assertThat(kodo.objects()).hasSize(1);
    }

    @Test
    void a_signature_that_is_too_old_is_made_anew_once() {
        kodo.always(KodoCall.FORM_UPLOAD, KodoFault.status(401, "expired token"));
        AuthException first = catchThrowableOfType(
                AuthException.class, () -> store.put(object("a.txt", random(9), "text/plain"), upload()));
        Attempt second =
                new Attempt(ErrorDetail.of("storage-upload").at("qiniu", null, 2), Deadline.in(Duration.ofMinutes(1)));
        AuthException again = catchThrowableOfType(
                AuthException.class, () -> store.put(object("a.txt", random(9), "text/plain"), second));

        assertThat(first.retryable()).isTrue();
        assertThat(again.retryable()).isFalse();
    }

    @Test
    void the_cdn_is_told_the_urls() {
        store.warm(List.of("a b.txt", "图.png"), false, upload());
        store.warm(List.of("a b.txt"), true, upload());

        assertThat(kodo.cdnOrders())
                .containsExactly(
                        "refresh " + kodo.url() + "/a%20b.txt",
                        "refresh " + kodo.url() + "/%E5%9B%BE.png",
                        "prefetch " + kodo.url() + "/a%20b.txt");
    }

    private static void assertFails(Class<? extends ServiceException> kind, Runnable attempt) {
        assertThat(catchThrowableOfType(kind, attempt::run)).isNotNull();
    }

    static Stream<KodoCall> brokenSteps() {
        return Stream.of(KodoCall.INIT_UPLOAD, KodoCall.UPLOAD_PART, KodoCall.COMPLETE_UPLOAD);
    }

    @ParameterizedTest
    @MethodSource("silences")
    void no_answer_is_told_by_its_kind_after_one_request(String name, KodoFault fault, Class<ServiceException> kind) {
        kodo.always(KodoCall.FORM_UPLOAD, fault);

        ServiceException failed =
                catchThrowableOfType(kind, () -> store.put(object("a.txt", random(100), "text/plain"), upload()));

        assertThat(failed.retryable()).isTrue();
        assertThat(kodo.count(KodoCall.FORM_UPLOAD)).isEqualTo(1);
    }

    static Stream<Arguments> silences() {
        return Stream.of(
                Arguments.of("hang", KodoFault.hangBeforeCommit(), ApiTimeoutException.class),
                Arguments.of("drip", KodoFault.drip(Duration.ofMillis(200)), ApiTimeoutException.class),
                Arguments.of("reset", KodoFault.resetBeforeCommit(), UpstreamException.class),
                Arguments.of("reset after commit", KodoFault.resetAfterCommit(), UpstreamException.class),
                Arguments.of("truncated", KodoFault.truncated(), UpstreamException.class),
                Arguments.of("a proxy", KodoFault.withoutReqid(), UpstreamException.class),
                Arguments.of("another hash", KodoFault.corrupted(), UpstreamException.class));
    }

    @Test
    void a_redirect_is_not_followed() {
        try (KodoDouble elsewhere = KodoDouble.start()) {
            kodo.always(KodoCall.FORM_UPLOAD, KodoFault.redirect(elsewhere.url() + "/"));

            UpstreamException failed = catchThrowableOfType(
                    UpstreamException.class, () -> store.put(object("a.txt", random(9), "text/plain"), upload()));

            assertThat(failed.retryable()).isFalse();
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void the_calls_deadline_ends_a_drip() {
        Attempt brief = new Attempt(ErrorDetail.of("storage-upload"), Deadline.in(Duration.ofMillis(400)));
        kodo.always(KodoCall.FORM_UPLOAD, KodoFault.drip(Duration.ofMillis(100)));
        Instant start = Instant.now();

        ApiTimeoutException over = catchThrowableOfType(
                ApiTimeoutException.class, () -> store.put(object("a.txt", random(9), "text/plain"), brief));

        assertThat(over.phase()).isEqualTo(ApiTimeoutException.Phase.TOTAL);
        assertThat(Duration.between(start, Instant.now())).isLessThan(KodoFixture.LIMITS.idle());
    }

    @Test
    void a_lost_answer_and_a_repetition_make_one_object() {
        kodo.next(KodoCall.FORM_UPLOAD, KodoFault.resetAfterCommit());

        UpstreamException lost =
                catchThrowableOfType(UpstreamException.class, () -> store.put(addressed("0a/a.txt", "x"), upload()));
        store.put(addressed("0a/a.txt", "x"), upload());

        assertThat(lost.retryable()).isTrue();
        assertThat(kodo.objects()).hasSize(1);
    }

    @Test
    void a_614_for_the_content_that_is_there_is_a_success() {
        store.put(addressed("0a/a.txt", "x"), upload());
        kodo.always(KodoCall.FORM_UPLOAD, KodoFault.status(614));

        store.put(addressed("0a/a.txt", "x"), upload());

        assertThat(kodo.count(KodoCall.STAT)).isEqualTo(1);
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class, () -> store.put(addressed("0a/a.txt", "y"), upload()));
        assertThat(refused.detail().code()).isEqualTo("already_exists");
    }

    @ParameterizedTest
    @MethodSource("brokenDownloads")
    void a_download_that_is_not_whole_is_not_handed_on(String name, KodoFault fault, int size) {
        store.put(object("a.bin", random(size), "application/octet-stream"), upload());
        kodo.always(KodoCall.DOWNLOAD, fault);

        UpstreamException failed = catchThrowableOfType(
                UpstreamException.class, () -> store.get("a.bin", null, Long.MAX_VALUE, download()));

        assertThat(failed.retryable()).isTrue();
        assertThat(kodo.count(KodoCall.DOWNLOAD)).isEqualTo(1);
    }

    static Stream<Arguments> brokenDownloads() {
        return Stream.of(
                Arguments.of("truncated", KodoFault.truncated(), 1000),
                Arguments.of("corrupted", KodoFault.corrupted(), 1000),
                Arguments.of("truncated", KodoFault.truncated(), LARGE),
                Arguments.of("corrupted", KodoFault.corrupted(), LARGE),
                Arguments.of("reset", KodoFault.resetBeforeCommit(), 1000));
    }

    @Test
    void a_large_download_lies_in_a_file_until_it_is_closed() throws IOException {
        store.put(object("a.bin", random(LARGE), "application/octet-stream"), upload());

        var content = store.get("a.bin", null, Long.MAX_VALUE, download()).content();

        assertThat(Arrays.equals(content.bytes(), random(LARGE))).isTrue();
        content.close();
        assertThat(catchThrowableOfType(IOException.class, content::open)).isNotNull();
    }
}
