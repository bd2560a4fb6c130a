package io.serai.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.error.InvalidRequestException;
import io.serai.local.FolderStore;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageRoutesTest {
    @TempDir
    private Path folder;

    private RoutesFixture routes;

    @BeforeEach
    void start() throws Exception {
        FolderStore store = new FolderStore(folder, folder.toUri());
        routes = new RoutesFixture(store, Map.of("serai.max-upload", "1KB"));
    }

    @AfterEach
    void stop() throws Exception {
        routes.close();
    }

    @Test
    void what_was_uploaded_is_downloaded_by_its_url() throws Exception {
        StoredObject stored =
                routes.call("storage-upload", Map.of("name", "报告.txt", "content", "你好"), StoredObject.class);

        Download download = routes.call("storage-download", stored.url(), Download.class);

        assertThat(download.content().bytes()).isEqualTo("你好".getBytes(UTF_8));
        assertThat(download.contentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(stored.size()).isEqualTo(6);
        assertThat(stored.receipt().upstream()).isEqualTo("local");
        assertThat(stored.receipt().attempts()).isEqualTo(1);
    }

    @Test
    void the_same_upload_twice_is_one_object() throws Exception {
        Map<String, Object> request = Map.of("name", "a.txt", "content", "same");

        StoredObject first = routes.call("storage-upload", request, StoredObject.class);
        StoredObject second = routes.call("storage-upload", request, StoredObject.class);

        assertThat(second.key()).isEqualTo(first.key()).endsWith("/a.txt");
    }

    @ParameterizedTest
    @CsvSource({
        "page.HTML, text/html; charset=utf-8",
        "a.mp3, text/plain; charset=utf-8",
        "none, text/plain; charset=utf-8",
        "a.bin, application/octet-stream",
        "a.json, application/json"
    })
    void the_type_follows_the_extension(String name, String type) throws Exception {
        StoredObject stored = routes.call("storage-upload", Map.of("name", name, "content", "x"), StoredObject.class);

        assertThat(stored.contentType()).isEqualTo(type);
    }

    @Test
    void an_upload_above_the_limit_is_refused() {
        UploadRequest request = new UploadRequest(Content.of(new byte[1025]), "a.bin", null, null);

        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class, () -> routes.call("storage-upload", request, StoredObject.class));

        assertThat(refused.detail().status()).isEqualTo(413);
        assertThat(refused).hasMessageContaining("serai.max-upload");
    }

    @Test
    void a_file_that_is_missing_is_the_callers_fault() {
        UploadRequest request = new UploadRequest(Content.of(folder.resolve("missing")), "a.bin", null, null);

        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class, () -> routes.call("storage-upload", request, StoredObject.class));

        assertThat(refused.detail().param()).isEqualTo("content");
    }

    @Test
    void a_url_costs_no_attempt() throws Exception {
        StorageUrl url = routes.call("storage-url", Map.of("key", "a/b.txt", "expiry", 60), StorageUrl.class);

        assertThat(url.url()).endsWith("/a/b.txt");
        assertThat(url.expiresAt()).isNull();
        assertThat(url.receipt().attempts()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"storage-download, source", "storage-url, key"})
    void an_empty_request_names_its_field(String operation, String field) {
        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> routes.call(operation, "", Object.class));

        assertThat(refused.detail().param()).isEqualTo(field);
    }
}
