package io.serai.storage;

import io.serai.CallOptions;
import io.serai.Operation;
import io.serai.OperationCaller;
import io.serai.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Object storage for Java callers. Thread-safe. Every method throws {@link io.serai.error.ServiceException}; the
 * {@code ...Async} forms complete exceptionally with it.
 */
public final class StorageService {
    private final OperationCaller caller;

    public StorageService(OperationCaller caller) {
        this.caller = caller;
    }

    /** The same service, with these options for every call. */
    public StorageService with(CallOptions options) {
        return new StorageService(caller.with(options));
    }

    /**
     * The URL of the stored bytes. The same bytes under the same name are stored once, however often this is called.
     *
     * @param name file name without folders, such as {@code cat.png}
     * @param contentType such as {@code image/png}; null to go by the extension of the name
     */
    public String upload(byte[] data, String name, @Nullable String contentType) {
        return upload(new UploadRequest(Content.of(data), name, null, contentType))
                .url();
    }

    /** {@link #upload(byte[], String, String)} for a file of any size, which is not read into memory. */
    public String upload(Path file, String name, @Nullable String contentType) {
        return upload(new UploadRequest(Content.of(file), name, null, contentType))
                .url();
    }

    /**
     * {@link #upload(byte[], String, String)} for a stream of any length, which is read to its end and closed. What is large
     * goes through a temporary file, so that a failed attempt can be repeated.
     */
    public String upload(InputStream stream, String name, @Nullable String contentType) {
        return upload(stream, -1, name, contentType);
    }

    /**
     * The same for a stream whose length is known.
     *
     * @param size bytes; a stream that ends before or after is refused, and nothing is stored
     */
    public String upload(InputStream stream, long size, String name, @Nullable String contentType) {
        try (Content content = Spool.content(Operation.STORAGE_UPLOAD.id(), stream, size, Long.MAX_VALUE)) {
            return upload(new UploadRequest(content, name, null, contentType)).url();
        }
    }

    public CompletableFuture<String> uploadAsync(byte[] data, String name, @Nullable String contentType) {
        return uploadAsync(new UploadRequest(Content.of(data), name, null, contentType))
                .thenApply(StoredObject::url);
    }

    public CompletableFuture<String> uploadAsync(Path file, String name, @Nullable String contentType) {
        return uploadAsync(new UploadRequest(Content.of(file), name, null, contentType))
                .thenApply(StoredObject::url);
    }

    /** The stored object with its key, size, content type and receipt; the request may choose the key. */
    public StoredObject upload(UploadRequest request) {
        return caller.call(Operation.STORAGE_UPLOAD, request, StoredObject.class);
    }

    public CompletableFuture<StoredObject> uploadAsync(UploadRequest request) {
        return caller.callAsync(Operation.STORAGE_UPLOAD, request, StoredObject.class);
    }

    /**
     * The bytes of an object, at most {@code serai.max-upload}.
     *
     * @param urlOrKey what an upload answered
     */
    public byte[] download(String urlOrKey) {
        return bytes(download(new DownloadRequest(urlOrKey)));
    }

    public CompletableFuture<byte[]> downloadAsync(String urlOrKey) {
        return downloadAsync(new DownloadRequest(urlOrKey)).thenApply(StorageService::bytes);
    }

    /** The object with its content type and receipt, not read into memory when it is large; close it after use. */
    public Download download(DownloadRequest request) {
        return caller.call(Operation.STORAGE_DOWNLOAD, request, Download.class);
    }

    public CompletableFuture<Download> downloadAsync(DownloadRequest request) {
        return caller.callAsync(Operation.STORAGE_DOWNLOAD, request, Download.class);
    }

    /** The public URL of a key, signed for {@code serai.storage.url-expiry} when the store is private. */
    public String getCdnUrl(String key) {
        return url(new UrlRequest(key, null)).url();
    }

    /**
     * {@link #getCdnUrl(String)} with a life of its own.
     *
     * @param expiry at least 1 second; of no effect where URLs are not signed
     */
    public String getCdnUrl(String key, Duration expiry) {
        return url(new UrlRequest(key, expiry)).url();
    }

    public CompletableFuture<String> getCdnUrlAsync(String key) {
        return urlAsync(new UrlRequest(key, null)).thenApply(StorageUrl::url);
    }

    public CompletableFuture<String> getCdnUrlAsync(String key, Duration expiry) {
        return urlAsync(new UrlRequest(key, expiry)).thenApply(StorageUrl::url);
    }

    /** The URL with its end of life and receipt. */
    public StorageUrl url(UrlRequest request) {
        return caller.call(Operation.STORAGE_URL, request, StorageUrl.class);
    }

    public CompletableFuture<StorageUrl> urlAsync(UrlRequest request) {
        return caller.callAsync(Operation.STORAGE_URL, request, StorageUrl.class);
    }

    /**
     * What is known of an object.
     *
     * @param key a key, or a URL of this storage, as for all that follow
     * @throws InvalidRequestException with status 404 when there is none
     */
    public ObjectStat stat(String key) {
        return caller.call(Operation.STORAGE_STAT, new KeyRequest(key), ObjectStat.class);
    }

    public CompletableFuture<ObjectStat> statAsync(String key) {
        return caller.callAsync(Operation.STORAGE_STAT, new KeyRequest(key), ObjectStat.class);
    }

    /** Whether there is an object under the key. */
    public boolean exists(String key) {
        return caller.call(Operation.STORAGE_EXISTS, new KeyRequest(key), ObjectExists.class)
                .exists();
    }

    public CompletableFuture<Boolean> existsAsync(String key) {
        return caller.callAsync(Operation.STORAGE_EXISTS, new KeyRequest(key), ObjectExists.class)
                .thenApply(ObjectExists::exists);
    }

    /** Deletes an object; answers whether there was one. */
    public boolean delete(String key) {
        return caller.call(Operation.STORAGE_DELETE, new KeyRequest(key), ObjectDeleted.class)
                .deleted();
    }

    public CompletableFuture<Boolean> deleteAsync(String key) {
        return caller.callAsync(Operation.STORAGE_DELETE, new KeyRequest(key), ObjectDeleted.class)
                .thenApply(ObjectDeleted::deleted);
    }

    /** One page of the objects below a prefix. */
    public ObjectList list(ListRequest request) {
        return caller.call(Operation.STORAGE_LIST, request, ObjectList.class);
    }

    public CompletableFuture<ObjectList> listAsync(ListRequest request) {
        return caller.callAsync(Operation.STORAGE_LIST, request, ObjectList.class);
    }

    /** All objects whose keys begin with the prefix, page by page as they are taken from the stream. */
    public Stream<ObjectList.Entry> list(String prefix) {
        return Stream.iterate(
                        list(new ListRequest(prefix, null, ListRequest.MAX)),
                        Objects::nonNull,
                        page -> page.next() == null
                                ? null
                                : list(new ListRequest(prefix, page.next(), ListRequest.MAX)))
                .flatMap(page -> page.objects().stream());
    }

    /** Copies an object, unless another is under the new key; answers the new URL. */
    public String copy(String from, String to) {
        return copy(new CopyRequest(from, to, false)).url();
    }

    public ObjectCopied copy(CopyRequest request) {
        return caller.call(Operation.STORAGE_COPY, request, ObjectCopied.class);
    }

    public CompletableFuture<ObjectCopied> copyAsync(CopyRequest request) {
        return caller.callAsync(Operation.STORAGE_COPY, request, ObjectCopied.class);
    }

    /** Moves an object, unless another is under the new key; answers the new URL. */
    public String move(String from, String to) {
        return move(new CopyRequest(from, to, false)).url();
    }

    public ObjectCopied move(CopyRequest request) {
        return caller.call(Operation.STORAGE_MOVE, request, ObjectCopied.class);
    }

    public CompletableFuture<ObjectCopied> moveAsync(CopyRequest request) {
        return caller.callAsync(Operation.STORAGE_MOVE, request, ObjectCopied.class);
    }

    /** Makes the CDN forget these objects, as after overwriting them; of no effect where there is none. */
    public void refresh(String... keys) {
        caller.call(Operation.STORAGE_REFRESH, new WarmRequest(List.of(keys)), CdnOrdered.class);
    }

    /** Makes the CDN fetch these objects before anybody asks; of no effect where there is none. */
    public void prefetch(String... keys) {
        caller.call(Operation.STORAGE_PREFETCH, new WarmRequest(List.of(keys)), CdnOrdered.class);
    }

    private static byte[] bytes(Download download) {
        String operation = Operation.STORAGE_DOWNLOAD.id();
        try (download) {
            if (download.size() > Integer.MAX_VALUE - 8) {
                throw InvalidRequestException.tooLarge(
                        operation, "source", "does not fit into one array; use download(DownloadRequest)");
            }
            return download.content().bytes();
        } catch (IOException e) {
            throw Content.unreadable(operation, e);
        }
    }
}
