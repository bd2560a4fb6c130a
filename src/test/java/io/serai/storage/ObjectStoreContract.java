package io.serai.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.error.ApiTimeoutException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.retry.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store must do. A store's test extends this. */
public abstract class ObjectStoreContract {
    private static final long NO_LIMIT = Long.MAX_VALUE;
    private static final Duration HOUR = Duration.ofHours(1);

    /** An empty store. */
    protected abstract ObjectStore store();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.txt",
                "folder/deeper/a.txt",
                "文档/报告 2026.txt",
                "100% #1?.txt",
                "a+b&c=d~e*(f)'!@$,;:[g].txt",
                "😀.txt",
                "e\u0301 and \u00e9.txt",
                "%2e%2e/encoded.txt",
                ".hidden"
            })
    void what_was_put_under_a_key_is_got_by_key_and_by_url(String key) throws IOException {
        byte[] bytes = "content of ".concat(key).getBytes(UTF_8);

        store().put(object(key, bytes, "text/x-own"), upload());

        FetchedObject byKey = store().get(key, NO_LIMIT, download());
        String fromUrl =
                store().key("storage-download", "source", store().url(key, HOUR).url());
        assertThat(byKey.content().bytes()).isEqualTo(bytes);
        assertThat(byKey.size()).isEqualTo(bytes.length);
        assertThat(byKey.contentType()).isEqualTo("text/x-own");
        assertThat(fromUrl).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4 * 1024 * 1024, 4 * 1024 * 1024 + 1, 9 * 1024 * 1024 + 5})
    void content_of_any_size_comes_back_as_it_was(int size) throws IOException {
        byte[] bytes = random(size);

        store().put(object("size.bin", bytes, "application/octet-stream"), upload());

        try (Content content = store().get("size.bin", NO_LIMIT, download()).content()) {
            assertThat(Arrays.equals(content.bytes(), bytes)).isTrue();
        }
    }

    @Test
    void a_file_is_stored_like_bytes(@TempDir Path folder) throws IOException {
        byte[] bytes = random(5 * 1024 * 1024);
        Path file = Files.write(folder.resolve("source.bin"), bytes);

        store().put(new NewObject("from-file.bin", Content.of(file), "application/octet-stream", false), upload());

        try (Content content =
                store().get("from-file.bin", NO_LIMIT, download()).content()) {
            assertThat(Arrays.equals(content.bytes(), bytes)).isTrue();
        }
    }

    @Test
    void a_chosen_key_is_replaced() throws IOException {
        store().put(object("page.html", "old".getBytes(UTF_8), "text/plain"), upload());

        store().put(object("page.html", "new".getBytes(UTF_8), "text/html; charset=utf-8"), upload());

        FetchedObject got = store().get("page.html", NO_LIMIT, download());
        assertThat(got.content().bytes()).asString(UTF_8).isEqualTo("new");
        assertThat(got.contentType()).isEqualTo("text/html; charset=utf-8");
    }

    @Test
    void the_same_content_under_an_addressed_key_is_a_success_again() throws IOException {
        store().put(addressed("0123456789abcdef/a.txt", "same"), upload());

        store().put(addressed("0123456789abcdef/a.txt", "same"), upload());

        FetchedObject got = store().get("0123456789abcdef/a.txt", NO_LIMIT, download());
        assertThat(got.content().bytes()).asString(UTF_8).isEqualTo("same");
    }

    @Test
    void other_content_under_an_addressed_key_is_refused_and_changes_nothing() throws IOException {
        store().put(addressed("0123456789abcdef/a.txt", "first"), upload());

        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> store().put(addressed("0123456789abcdef/a.txt", "other"), upload()));

        assertThat(refused.detail().code()).isEqualTo("already_exists");
        FetchedObject got = store().get("0123456789abcdef/a.txt", NO_LIMIT, download());
        assertThat(got.content().bytes()).asString(UTF_8).isEqualTo("first");
    }

    @Test
    void a_missing_key_is_reported_as_not_found() {
        InvalidRequestException missing = catchThrowableOfType(
                InvalidRequestException.class, () -> store().get("nobody/here.txt", NO_LIMIT, download()));

        assertThat(missing.detail().status()).isEqualTo(404);
        assertThat(missing.detail().code()).isEqualTo("not_found");
        assertThat(missing.retryable()).isFalse();
    }

    @Test
    void an_object_above_the_limit_is_not_read() {
        store().put(object("large.bin", random(2000), "application/octet-stream"), upload());

        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> store().get("large.bin", 1999, download()));

        assertThat(refused.detail().status()).isEqualTo(413);
        assertThat(refused).hasMessageContaining("serai.max-upload");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "https://example.com/a.txt",
                "ftp://example.com/a.txt",
                "file:///etc/passwd",
                "://",
                "not a url://x"
            })
    void a_url_of_anything_else_is_refused(String url) {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class, () -> store().key("storage-download", "source", url));

        assertThat(refused.detail().param()).isEqualTo("source");
    }

    @Test
    void a_url_cannot_climb_out_of_the_storage() {
        String base = store().url("x", HOUR).url().replaceFirst("x(\\?.*)?$", "");

        for (String path : new String[] {"../secret", "a/%2e%2e/%2e%2e/secret", "..%2fsecret", "a%00b", "%5csecret"}) {
            InvalidRequestException refused = catchThrowableOfType(
                    InvalidRequestException.class, () -> store().key("storage-download", "source", base + path));
            assertThat(refused).as(path).isNotNull();
        }
    }

    @Test
    void nothing_is_begun_when_the_time_is_over() {
        Attempt late = new Attempt(ErrorDetail.of("storage-upload"), Deadline.in(Duration.ZERO));

        ApiTimeoutException over = catchThrowableOfType(
                ApiTimeoutException.class, () -> store().put(object("late.txt", random(10), "text/plain"), late));

        assertThat(over.phase()).isEqualTo(ApiTimeoutException.Phase.TOTAL);
    }

    protected static NewObject object(String key, byte[] bytes, String contentType) {
        return new NewObject(key, Content.of(bytes), contentType, false);
    }

    protected static NewObject addressed(String key, String text) {
        return new NewObject(key, Content.of(text.getBytes(UTF_8)), "text/plain", true);
    }

    protected static Attempt upload() {
        return new Attempt(ErrorDetail.of("storage-upload").at("test", null, 1), Deadline.in(Duration.ofMinutes(1)));
    }

    protected static Attempt download() {
        return new Attempt(ErrorDetail.of("storage-download").at("test", null, 1), Deadline.in(Duration.ofMinutes(1)));
    }

    protected static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
