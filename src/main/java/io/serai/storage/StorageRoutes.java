package io.serai.storage;

import static io.serai.Operation.STORAGE_DOWNLOAD;
import static io.serai.Operation.STORAGE_UPLOAD;
import static io.serai.Operation.STORAGE_URL;

import io.serai.fetch.SafeFetch;
import io.serai.retry.Call;
import io.serai.retry.Calls;
import io.serai.retry.UpstreamPolicy;
import io.serai.reuse.IdempotentKind;
import io.serai.reuse.Reuse;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * Storage operations. In: {@link UploadRequest}, {@link DownloadRequest}, {@link UrlRequest}. Out: {@link StoredObject},
 * {@link Download}, {@link StorageUrl}. Those of {@link ObjectRoutes} come along.
 */
public final class StorageRoutes extends RouteBuilder {
    /** Exchange property with the URL of a download that is not the store's. */
    private static final String ELSEWHERE = "SeraiElsewhere";

    private final StorageCalls calls;
    private final ObjectStore store;
    private final Reuse reuse;
    private final UploadPlan plan;
    private final ForeignUrl foreign;

    public StorageRoutes(Calls calls, ObjectStore store, Reuse reuse) {
        this(calls, store, reuse, new SafeFetch());
    }

    StorageRoutes(Calls calls, ObjectStore store, Reuse reuse, SafeFetch fetch) {
        this.reuse = reuse;
        this.calls = new StorageCalls(calls);
        this.store = store;
        this.plan = UploadPlan.of(calls.settings());
        this.foreign = new ForeignUrl(calls.settings(), fetch);
    }

    @Override
    public void configure() throws Exception {
        // @formatter:off
        from("direct:storage-upload")
                .routeId("storage-upload")
                .routeDescription("Store an object and answer its key and URL.")
                .routeConfigurationId(UpstreamPolicy.ID)
                .process(this::bindUpload).id("storage-upload-bind")
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
        getContext().addRoutes(new ObjectRoutes(calls, store, reuse));
    }

    private static Object question(Object request) {
        UploadRequest upload = (UploadRequest) request;
        UploadOptions options = upload.options();
        return List.of(
                ObjectKey.addressed(STORAGE_UPLOAD.id(), upload.content(), upload.name()),
                Objects.requireNonNullElse(upload.key(), ""),
                Objects.requireNonNullElse(upload.contentType(), ""),
                String.valueOf(options.naming()),
                Objects.requireNonNullElse(options.prefix(), ""),
                Objects.requireNonNullElse(options.cacheControl(), ""),
                options.metadata(),
                options.overwrite());
    }

    private void bindUpload(Exchange exchange) {
        Object body = exchange.getIn().getBody();
        UploadRequest request = UploadRequest.of(body, calls.limit());
        if (body != request) {
            // What was read of a stream lies in a file that nobody else knows of.
            exchange.getExchangeExtension().addOnCompletion(new ClosingContent(request.content()));
        }
        exchange.getIn().setBody(request);
    }

    private void openUpload(Exchange exchange) {
        NewObject object = plan.object(exchange.getIn().getBody(UploadRequest.class), calls.limit());
        calls.open(exchange, STORAGE_UPLOAD);
        exchange.getIn().setBody(object);
    }

    private void put(Exchange exchange) {
        NewObject object = exchange.getIn().getBody(NewObject.class);
        store.put(object, Attempt.next(exchange, store.name()));
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
        boolean ours = !request.source().contains("://") || store.owns(request.source());
        URI elsewhere = ours ? null : foreign.find(request.source());
        String source =
                elsewhere == null ? store.key(STORAGE_DOWNLOAD.id(), "source", request.source()) : elsewhere.toString();
        calls.open(exchange, STORAGE_DOWNLOAD);
        exchange.setProperty(ELSEWHERE, elsewhere);
        exchange.getIn().setBody(new DownloadRequest(source, request.range()));
    }

    private void get(Exchange exchange) {
        DownloadRequest request = exchange.getIn().getBody(DownloadRequest.class);
        URI elsewhere = exchange.getProperty(ELSEWHERE, URI.class);
        String place = elsewhere == null ? store.name() : ForeignUrl.NAME;
        Attempt attempt = Attempt.next(exchange, place);
        FetchedObject object = elsewhere == null
                ? store.get(request.source(), request.range(), calls.limit(), attempt)
                : foreign.get(elsewhere, request.range(), calls.limit(), attempt);
        exchange.getIn()
                .setBody(new Download(
                        object.content(),
                        object.info(),
                        object.range(),
                        Call.of(exchange).servedBy(place)));
    }

    private void url(Exchange exchange) {
        UrlRequest request = exchange.getIn().getBody(UrlRequest.class);
        String key = store.key(STORAGE_URL.id(), "key", request.key());
        Call call = calls.open(exchange, STORAGE_URL);
        Link link = store.url(key, Objects.requireNonNullElseGet(request.expiry(), calls::urlExpiry));
        exchange.getIn().setBody(new StorageUrl(link.url(), link.expiresAt(), call.servedBy(store.name())));
    }
}
