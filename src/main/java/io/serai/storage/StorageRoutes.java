package io.serai.storage;

import static io.serai.Operation.STORAGE_DOWNLOAD;
import static io.serai.Operation.STORAGE_UPLOAD;
import static io.serai.Operation.STORAGE_URL;

import io.serai.retry.Call;
import io.serai.retry.Calls;
import io.serai.retry.UpstreamPolicy;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * Storage operations. In: {@link UploadRequest}, {@link DownloadRequest}, {@link UrlRequest}. Out: {@link StoredObject},
 * {@link Download}, {@link StorageUrl}. Those of {@link ObjectRoutes} come along.
 */
public final class StorageRoutes extends RouteBuilder {
    private final StorageCalls calls;
    private final ObjectStore store;
    private final UploadPlan plan;

    public StorageRoutes(Calls calls, ObjectStore store) {
        this.calls = new StorageCalls(calls);
        this.store = store;
        this.plan = UploadPlan.of(calls.settings());
    }

    @Override
    public void configure() throws Exception {
        // @formatter:off
        from("direct:storage-upload")
                .routeId("storage-upload")
                .routeDescription("Store an object and answer its key and URL.")
                .routeConfigurationId(UpstreamPolicy.ID)
                .process(this::openUpload).id("storage-upload-open")
                .process(this::put).id("storage-upload-store");

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
        getContext().addRoutes(new ObjectRoutes(calls, store));
    }

    private void openUpload(Exchange exchange) {
        Object body = exchange.getIn().getBody();
        UploadRequest request = UploadRequest.of(body, calls.limit());
        if (body != request) {
            // What was read of a stream lies in a file that nobody else knows of.
            exchange.getExchangeExtension().addOnCompletion(new ClosingContent(request.content()));
        }
        NewObject object = plan.object(request, calls.limit());
        calls.open(exchange, STORAGE_UPLOAD);
        exchange.getIn().setBody(object);
    }

    private void put(Exchange exchange) {
        NewObject object = exchange.getIn().getBody(NewObject.class);
        store.put(object, Attempt.next(exchange, store));
        String url = store.url(object.key(), calls.urlExpiry()).url();
        exchange.getIn()
                .setBody(new StoredObject(
                        url,
                        object.key(),
                        UploadPlan.size(object.content()),
                        object.contentType(),
                        Call.of(exchange).servedBy(store.name())));
    }

    private void openDownload(Exchange exchange) {
        DownloadRequest request = exchange.getIn().getBody(DownloadRequest.class);
        String key = store.key(STORAGE_DOWNLOAD.id(), "source", request.source());
        calls.open(exchange, STORAGE_DOWNLOAD);
        exchange.getIn().setBody(new DownloadRequest(key, request.range()));
    }

    private void get(Exchange exchange) {
        DownloadRequest request = exchange.getIn().getBody(DownloadRequest.class);
        FetchedObject object =
                store.get(request.source(), request.range(), calls.limit(), Attempt.next(exchange, store));
        exchange.getIn()
                .setBody(new Download(
                        object.content(),
                        object.info(),
                        object.range(),
                        Call.of(exchange).servedBy(store.name())));
    }

    private void url(Exchange exchange) {
        UrlRequest request = exchange.getIn().getBody(UrlRequest.class);
        String key = store.key(STORAGE_URL.id(), "key", request.key());
        Call call = calls.open(exchange, STORAGE_URL);
        Link link = store.url(key, Objects.requireNonNullElseGet(request.expiry(), calls::urlExpiry));
        exchange.getIn().setBody(new StorageUrl(link.url(), link.expiresAt(), call.servedBy(store.name())));
    }
}
