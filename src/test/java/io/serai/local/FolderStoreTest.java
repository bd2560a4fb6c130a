package io.serai.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.storage.Content;
import io.serai.storage.NewObject;
import io.serai.storage.ObjectStore;
import io.serai.storage.ObjectStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderStoreTest extends ObjectStoreContract {
    @TempDir
    private Path folder;

    private Path root;
    private ObjectStore store;

    @BeforeEach
    void open() throws IOException {
        root = folder.resolve("storage");
        store = new FolderStore(root, URI.create("http://127.0.0.1:8080/storage"));
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Test
    void a_url_is_the_base_and_the_encoded_key() {
        String url = store.url("图/a b#1.png", Duration.ofHours(1)).url();

        assertThat(url).isEqualTo("http://127.0.0.1:8080/storage/%E5%9B%BE/a%20b%231.png");
    }

    @Test
    void without_a_rest_door_the_url_is_the_files_own() throws IOException {
        ObjectStore files = new FolderStore(root, root.toUri());
        files.put(object("图/a b.txt", "here".getBytes(UTF_8), "text/plain"), upload());

        URI url = URI.create(files.url("图/a b.txt", Duration.ofHours(1)).url());

        assertThat(Files.readString(Path.of(url))).isEqualTo("here");
        assertThat(files.key("storage-download", "source", url.toString())).isEqualTo("图/a b.txt");
    }

    @Test
    void a_name_may_be_as_long_as_the_file_system_allows_and_no_longer() throws IOException {
        String longest = "名".repeat(85);

        store.put(object(longest, "fits".getBytes(UTF_8), "text/plain"), upload());

        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> store.put(object(longest + "x", new byte[0], "text/plain"), upload()));
        assertThat(store.get(longest, null, 100, download()).size()).isEqualTo(4);
        assertThat(refused.detail().param()).isEqualTo("key");
        assertThat(refused).hasMessageContaining("256 bytes").hasMessageContaining("shorten");
    }

    @ParameterizedTest
    @ValueSource(strings = {"link/secret.txt", "link"})
    void a_link_is_never_followed(String key) throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(root.resolve("link"), outside);

        for (String operation : List.of("get", "put")) {
            ServiceException refused = catchThrowableOfType(ServiceException.class, () -> act(operation, key));

            assertThat(refused).isInstanceOf(InvalidRequestException.class).hasMessageContaining("link");
        }
        assertThat(Files.readString(outside.resolve("secret.txt"))).isEqualTo("secret");
    }

    private void act(String operation, String key) {
        if (operation.equals("get")) {
            store.get(key, null, 100, download());
        } else {
            store.put(object(key, new byte[0], "text/plain"), upload());
        }
    }

    @Test
    void the_stores_own_folder_is_no_key() {
        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> act("put", ".serai/types/x"));

        assertThat(refused).hasMessageContaining(".serai");
    }

    @Test
    void an_object_cannot_also_be_a_folder() {
        act("put", "a");
        act("put", "b/c");

        for (String key : List.of("a/b", "b")) {
            InvalidRequestException refused =
                    catchThrowableOfType(InvalidRequestException.class, () -> act("put", key));
            assertThat(refused.detail().param()).isEqualTo("key");
        }
    }

    @Test
    void readers_see_the_old_or_the_new_content_and_nothing_between() throws Exception {
        byte[] old = new byte[300_000];
        byte[] young = random(300_000);
        store.put(object("busy.bin", old, "application/octet-stream"), upload());
        ExecutorService threads = Executors.newFixedThreadPool(2);

        Future<?> writer = threads.submit(() -> IntStream.range(0, 40)
                .forEach(i ->
                        store.put(object("busy.bin", i % 2 == 0 ? young : old, "application/octet-stream"), upload())));
        Future<Boolean> reader = threads.submit(() -> {
            boolean whole = true;
            while (!writer.isDone()) {
                byte[] seen = store.get("busy.bin", null, Long.MAX_VALUE, download())
                        .content()
                        .bytes();
                whole &= java.util.Arrays.equals(seen, old) || java.util.Arrays.equals(seen, young);
            }
            return whole;
        });

        writer.get();
        assertThat(reader.get()).isTrue();
        threads.shutdown();
        assertThat(filesIn(root.resolve(".serai/tmp"))).isEmpty();
    }

    @Test
    void a_failed_write_leaves_no_trace() throws IOException {
        NewObject unreadable = new NewObject("gone.txt", Content.of(folder.resolve("missing")), "text/plain", true);

        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> store.put(unreadable, upload()));

        assertThat(refused.detail().param()).isEqualTo("content");
        assertThat(root.resolve("gone.txt")).doesNotExist();
        assertThat(filesIn(root.resolve(".serai/tmp"))).isEmpty();
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
