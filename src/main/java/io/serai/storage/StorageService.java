package io.serai.storage;

import io.serai.CallOptions;
import io.serai.Operation;
import io.serai.OperationCaller;
import io.serai.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
