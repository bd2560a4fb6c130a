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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

        FetchedObject byKey = store().get(key, null, NO_LIMIT, download());
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

        try (Content content =
                store().get("size.bin", null, NO_LIMIT, download()).content()) {
            assertThat(Arrays.equals(content.bytes(), bytes)).isTrue();
        }
    }

    @Test
    void a_file_is_stored_like_bytes(@TempDir Path folder) throws IOException {
        byte[] bytes = random(5 * 1024 * 1024);
        Path file = Files.write(folder.resolve("source.bin"), bytes);

        store().put(new NewObject("from-file.bin", Content.of(file), "application/octet-stream", true), upload());

        try (Content content =
                store().get("from-file.bin", null, NO_LIMIT, download()).content()) {
            assertThat(Arrays.equals(content.bytes(), bytes)).isTrue();
        }
    }

    @Test
    void what_an_object_is_served_with_is_kept() {
        ObjectHeaders headers = new ObjectHeaders("max-age=60", "attachment", Map.of("origin", "camera 1"));
        store().put(
                        new NewObject("page.html", Content.of("<p>".getBytes(UTF_8)), "text/html", true, headers),
                        upload());
        store().copy("page.html", "copy.html", false, upload());

        for (String key : List.of("page.html", "copy.html")) {
            ObjectInfo known = store().stat(key, upload());
            assertThat(known.headers()).isEqualTo(headers);
            assertThat(known.contentType()).isEqualTo("text/html");
            assertThat(known.size()).isEqualTo(3);
            assertThat(known.etag()).isNotEmpty();
            assertThat(known.lastModified())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
            assertThat(store().get(key, null, NO_LIMIT, download()).info()).isEqualTo(known);
        }
    }

    @Test
    void a_large_object_keeps_its_headers_too() {
        ObjectHeaders headers = new ObjectHeaders("max-age=60", null, Map.of("origin", "camera 1"));
        byte[] bytes = random(5 * 1024 * 1024);
        store().put(new NewObject("large.mp4", Content.of(bytes), "video/mp4", true, headers), upload());

        assertThat(store().stat("large.mp4", upload()).headers()).isEqualTo(headers);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=10-19, 10, 10",
        "bytes=90-, 90, 10",
        "bytes=-5, 95, 5",
        "bytes=95-200, 95, 5",
        "bytes=-500, 0, 100"
    })
    void a_range_is_that_part_of_the_object(String range, int first, int length) throws IOException {
        byte[] bytes = random(100);
        store().put(object("range.bin", bytes, "application/octet-stream"), upload());

        FetchedObject part = store().get("range.bin", ByteRange.of(range), NO_LIMIT, download());

        assertThat(part.content().bytes()).isEqualTo(Arrays.copyOfRange(bytes, first, first + length));
        assertThat(part.range()).isEqualTo(new ByteRange(first, first + length - 1));
        assertThat(part.info().size()).isEqualTo(100);
    }

    @Test
    void a_range_beyond_the_object_is_refused() {
        store().put(object("range.bin", random(100), "application/octet-stream"), upload());

        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> store().get("range.bin", ByteRange.of("bytes=100-"), NO_LIMIT, download()));

        assertThat(refused.detail().status()).isEqualTo(416);
    }

    @Test
    void a_deleted_object_is_gone_and_deleting_again_is_no_failure() {
        store().put(object("folder/a.txt", random(10), "text/x-own"), upload());

        assertThat(store().delete("folder/a.txt", upload())).isTrue();
        assertThat(store().delete("folder/a.txt", upload())).isFalse();

        assertMissing("folder/a.txt");
        assertThat(store().list("", null, 10, upload()).objects()).isEmpty();
    }

    @Test
    void a_new_object_knows_nothing_of_a_deleted_one() {
        store().put(
                        new NewObject(
                                "a.txt",
                                Content.of(random(9)),
                                "text/x-old",
                                true,
                                new ObjectHeaders("max-age=1", "attachment", Map.of("a", "b"))),
                        upload());
        store().delete("a.txt", upload());
        store().put(object("a.txt", random(10), "text/plain"), upload());

        ObjectInfo known = store().stat("a.txt", upload());

        assertThat(known.headers()).isEqualTo(ObjectHeaders.NONE);
        assertThat(known.contentType()).startsWith("text/plain");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000})
    void a_list_has_all_keys_in_order_however_large_its_pages(int limit) {
        // In the order of their bytes: what follows a slash comes after '-' and before digits.
        List<String> keys = List.of("a-b", "a/b", "a/c/d", "a0", "b/\u9a86\u9a7c 1.txt", "b/\u9a86\u9a7c/2.txt", "c");
        for (String key : keys) {
            store().put(object(key, random(5), "application/octet-stream"), upload());
        }

        assertThat(listed("", limit)).isEqualTo(keys);
        assertThat(listed("a/", limit)).containsExactly("a/b", "a/c/d");
        assertThat(listed("a", limit)).containsExactly("a-b", "a/b", "a/c/d", "a0");
        assertThat(listed("b/\u9a86", limit)).hasSize(2);
        assertThat(listed("nothing", limit)).isEmpty();
    }

    private List<String> listed(String prefix, int limit) {
        List<String> keys = new ArrayList<>();
        String marker = null;
        do {
            ObjectPage page = store().list(prefix, marker, limit, upload());
            assertThat(page.objects()).hasSizeLessThanOrEqualTo(limit).allMatch(object -> object.size() == 5);
            page.objects().forEach(object -> keys.add(object.key()));
            marker = page.next();
        } while (marker != null);
        return keys;
    }

    @Test
    void a_move_leaves_the_object_under_its_new_key_only() throws IOException {
        byte[] bytes = random(2000);
        store().put(object("old name.txt", bytes, "text/x-own"), upload());

        store().move("old name.txt", "\u65b0/#1?.txt", false, upload());

        FetchedObject moved = store().get("\u65b0/#1?.txt", null, NO_LIMIT, download());
        assertThat(moved.content().bytes()).isEqualTo(bytes);
        assertThat(moved.contentType()).isEqualTo("text/x-own");
        assertMissing("old name.txt");
    }

    @Test
    void another_object_in_the_way_of_a_copy_or_move_stays_unless_overwriting() throws IOException {
        store().put(object("from", "new".getBytes(UTF_8), "text/plain"), upload());
        store().put(object("to", "old".getBytes(UTF_8), "text/plain"), upload());

        for (boolean move : new boolean[] {false, true}) {
            InvalidRequestException refused =
                    catchThrowableOfType(InvalidRequestException.class, () -> place(move, "from", "to", false));
            assertThat(refused.detail().code()).isEqualTo("already_exists");
            assertThat(refused).hasMessageContaining("overwrite");
        }
        assertThat(text("to")).isEqualTo("old");
        assertThat(text("from")).isEqualTo("new");
        place(true, "from", "to", true);
        assertThat(text("to")).isEqualTo("new");
    }

    @Test
    void copying_or_moving_nothing_is_not_found() {
        for (boolean move : new boolean[] {false, true}) {
            InvalidRequestException refused =
                    catchThrowableOfType(InvalidRequestException.class, () -> place(move, "nothing", "to", true));
            assertThat(refused.detail().status()).isEqualTo(404);
        }
    }

    private void place(boolean move, String from, String to, boolean overwrite) {
        if (move) {
            store().move(from, to, overwrite, upload());
        } else {
            store().copy(from, to, overwrite, upload());
        }
    }

    private String text(String key) throws IOException {
        return new String(store().get(key, null, NO_LIMIT, download()).content().bytes(), UTF_8);
    }

    private void assertMissing(String key) {
        InvalidRequestException missing =
                catchThrowableOfType(InvalidRequestException.class, () -> store().stat(key, upload()));
        assertThat(missing.detail().status()).isEqualTo(404);
    }

    @Test
    void two_at_once_under_one_key_leave_one_whole_object() throws Exception {
        List<byte[]> contents =
                IntStream.range(0, 6).mapToObj(i -> random(20_000 + i)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        AtomicInteger stored = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (byte[] content : contents) {
            all.add(threads.submit(() -> {
                try {
                    store().put(
                                    new NewObject("race.bin", Content.of(content), "application/octet-stream", false),
                                    upload());
                    stored.incrementAndGet();
                } catch (InvalidRequestException e) {
                    assertThat(e.detail().code()).isEqualTo("already_exists");
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();

        byte[] winner =
                store().get("race.bin", null, NO_LIMIT, download()).content().bytes();
        assertThat(stored).hasValue(1);
        assertThat(contents).anyMatch(content -> Arrays.equals(content, winner));
    }

    @Test
    void an_object_is_replaced_when_that_is_asked_for() throws IOException {
        store().put(object("page.html", "old".getBytes(UTF_8), "text/plain"), upload());

        store().put(object("page.html", "new".getBytes(UTF_8), "text/html; charset=utf-8"), upload());

        FetchedObject got = store().get("page.html", null, NO_LIMIT, download());
        assertThat(got.content().bytes()).asString(UTF_8).isEqualTo("new");
        assertThat(got.contentType()).isEqualTo("text/html; charset=utf-8");
    }

    @Test
    void the_same_content_under_the_same_key_is_a_success_again() throws IOException {
        store().put(addressed("0123456789abcdef/a.txt", "same"), upload());

        store().put(addressed("0123456789abcdef/a.txt", "same"), upload());

        FetchedObject got = store().get("0123456789abcdef/a.txt", null, NO_LIMIT, download());
        assertThat(got.content().bytes()).asString(UTF_8).isEqualTo("same");
    }

    @Test
    void other_content_under_the_same_key_is_refused_and_changes_nothing() throws IOException {
        store().put(addressed("0123456789abcdef/a.txt", "first"), upload());

        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> store().put(addressed("0123456789abcdef/a.txt", "other"), upload()));

        assertThat(refused.detail().code()).isEqualTo("already_exists");
        FetchedObject got = store().get("0123456789abcdef/a.txt", null, NO_LIMIT, download());
        assertThat(got.content().bytes()).asString(UTF_8).isEqualTo("first");
    }

    @Test
    void a_missing_key_is_reported_as_not_found() {
        InvalidRequestException missing = catchThrowableOfType(
                InvalidRequestException.class, () -> store().get("nobody/here.txt", null, NO_LIMIT, download()));

        assertThat(missing.detail().status()).isEqualTo(404);
        assertThat(missing.detail().code()).isEqualTo("not_found");
        assertThat(missing.retryable()).isFalse();
    }

    @Test
    void an_object_above_the_limit_is_not_read() {
        store().put(object("large.bin", random(2000), "application/octet-stream"), upload());

        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class, () -> store().get("large.bin", null, 1999, download()));

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
        return new NewObject(key, Content.of(bytes), contentType, true);
    }

    protected static NewObject addressed(String key, String text) {
        return new NewObject(key, Content.of(text.getBytes(UTF_8)), "text/plain", false);
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
