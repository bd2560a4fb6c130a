package io.serai.storage;

import static io.serai.Operation.STORAGE_DOWNLOAD;
import static io.serai.Operation.STORAGE_UPLOAD;
import static io.serai.Operation.STORAGE_URL;

import io.serai.config.ProgramSettings;
import io.serai.config.StorageSettings;
import io.serai.error.InvalidRequestException;
import io.serai.retry.Call;
import io.serai.retry.Calls;
import io.serai.retry.UpstreamPolicy;
import io.serai.reuse.IdempotentKind;
import io.serai.reuse.Reuse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * Storage operations. In: {@link UploadRequest}, {@link DownloadRequest}, {@link UrlRequest}. Out: {@link StoredObject},
 * {@link Download}, {@link StorageUrl}.
 */
public final class StorageRoutes extends RouteBuilder {
    private final Calls calls;
    private final ObjectStore store;
    private final Reuse reuse;

    public StorageRoutes(Calls calls, ObjectStore store, Reuse reuse) {
        this.calls = calls;
        this.store = store;
        this.reuse = reuse;
    }

    @Override
    public void configure() {
        // @formatter:off
        from("direct:storage-upload")
                .routeId("storage-upload")
                .routeDescription("Store an object and answer its key and URL.")
                .routeConfigurationId(UpstreamPolicy.ID)
                .transform().body(Object.class, UploadRequest::of).id("storage-upload-bind")
                .policy(reuse.idempotent(new IdempotentKind<>(STORAGE_UPLOAD, StoredObject.class, StorageRoutes::question)))
                    .id("storage-upload-once")
                    .process(this::openUpload).id("storage-upload-open")
                    .process(this::put).id("storage-upload-store")
                .end();

        from("direct:storage-download")
                .routeId("storage-download")
                .routeDescription("Answer an object of this storage by its key or URL.")
                .routeConfigurationId(UpstreamPolicy.ID)
                .transform().body(Object.class, DownloadRequest::of).id("storage-download-bind")
                .process(this::openDownload).id("storage-download-open")
                .process(this::get).id("storage-download-fetch");

        from("direct:storage-url")
                .routeId("storage-url")
                .routeDescription("Answer the URL of a key, signed when the store is private.")
                .routeConfigurationId(UpstreamPolicy.ID)
                .transform().body(Object.class, UrlRequest::of).id("storage-url-bind")
                .process(this::url).id("storage-url-make");
        // @formatter:on
    }

    private static Object question(Object request) {
        UploadRequest upload = (UploadRequest) request;
        String content = ObjectKey.addressed(STORAGE_UPLOAD.id(), upload.content(), upload.name());
        return List.of(
                content,
                Objects.requireNonNullElse(upload.key(), ""),
                Objects.requireNonNullElse(upload.contentType(), ""));
    }

    private void openUpload(Exchange exchange) {
        UploadRequest request = exchange.getIn().getBody(UploadRequest.class);
        String operation = STORAGE_UPLOAD.id();
        long size = size(request.content());
        if (size > limit()) {
            throw InvalidRequestException.tooLarge(
                    operation, "content", "has " + size + " bytes and " + limit() + " are allowed (serai.max-upload)");
        }
        calls.open(exchange, STORAGE_UPLOAD);
        String key = request.key();
        String type = Objects.requireNonNullElseGet(request.contentType(), () -> ContentTypes.of(request.name()));
        exchange.getIn()
                .setBody(new NewObject(
                        key == null ? ObjectKey.addressed(operation, request.content(), request.name()) : key,
                        request.content(),
                        type,
                        key == null));
    }

    private void put(Exchange exchange) {
        Call call = Call.of(exchange);
        NewObject object = exchange.getIn().getBody(NewObject.class);
        store.put(object, Attempt.next(call, store));
        String url = store.url(object.key(), defaultExpiry()).url();
        exchange.getIn()
                .setBody(new StoredObject(
                        url, object.key(), size(object.content()), object.contentType(), call.servedBy(store.name())));
    }

    private void openDownload(Exchange exchange) {
        String source = exchange.getIn().getBody(DownloadRequest.class).source();
        String key = store.key(STORAGE_DOWNLOAD.id(), "source", source);
        calls.open(exchange, STORAGE_DOWNLOAD);
        exchange.getIn().setBody(new DownloadRequest(key));
    }

    private void get(Exchange exchange) {
        Call call = Call.of(exchange);
        String key = exchange.getIn().getBody(DownloadRequest.class).source();
        FetchedObject object = store.get(key, limit(), Attempt.next(call, store));
        exchange.getIn()
                .setBody(new Download(
                        object.content(), object.contentType(), object.size(), call.servedBy(store.name())));
    }

    private void url(Exchange exchange) {
        UrlRequest request = exchange.getIn().getBody(UrlRequest.class);
        String key = store.key(STORAGE_URL.id(), "key", request.key());
        Call call = calls.open(exchange, STORAGE_URL);
        Link link = store.url(key, Objects.requireNonNullElseGet(request.expiry(), this::defaultExpiry));
        exchange.getIn().setBody(new StorageUrl(link.url(), link.expiresAt(), call.servedBy(store.name())));
    }

    private long limit() {
        return calls.settings().get(ProgramSettings.MAX_UPLOAD);
    }

    private Duration defaultExpiry() {
        return calls.settings().get(StorageSettings.STORAGE_URL_EXPIRY);
    }

    private static long size(Content content) {
        try {
            return content.size();
        } catch (IOException e) {
            throw Content.unreadable(STORAGE_UPLOAD.id(), e);
        }
    }
}
