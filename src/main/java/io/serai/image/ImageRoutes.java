package io.serai.image;

import static io.serai.Operation.IMAGE_GENERATE;
import static io.serai.config.ServiceSettings.IMAGE_CACHE;
import static io.serai.config.ServiceSettings.IMAGE_CACHE_TTL;

import io.serai.config.ServiceSettings;
import io.serai.config.Settings;
import io.serai.retry.Call;
import io.serai.retry.Calls;
import io.serai.retry.UpstreamPolicy;
import io.serai.reuse.IdempotentKind;
import io.serai.reuse.ReplyKind;
import io.serai.reuse.Reuse;
import io.serai.reuse.Wishes;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Image operations. In: {@link ImageRequest}. Out: {@link Image}. */
public final class ImageRoutes extends RouteBuilder {
    private static final ReplyKind<Image> KIND = new ReplyKind<>(
            IMAGE_GENERATE,
            Image.class,
            ImageRoutes::question,
            reply -> true,
            reply -> reply.bytes().length + (reply.raw() == null ? 0 : reply.raw().length),
            Image::with);

    private final Calls calls;
    private final Reuse reuse;

    public ImageRoutes(Calls calls, Reuse reuse) {
        this.calls = calls;
        this.reuse = reuse;
    }

    @Override
    public void configure() {
        // @formatter:off
        from("direct:image-generate")
                .routeId("image-generate")
                .routeDescription("Draw a prompt and answer one complete image file.")
                .routeConfigurationId(UpstreamPolicy.ID)
                .transform().body(Object.class, ImageRequest::of).id("image-generate-bind")
                .policy(reuse.idempotent(IdempotentKind.of(IMAGE_GENERATE, Image.class))).id("image-generate-once")
                    .process(this::open).id("image-generate-open")
                    .policy(reuse.paid(KIND, IMAGE_CACHE, IMAGE_CACHE_TTL)).id("image-generate-reuse")
                        .toD("direct:${exchangeProperty." + Call.UPSTREAM + "}-image-generate").id("image-generate-upstream")
                    .end()
                .end();
        // @formatter:on
    }

    private static Object question(Object request) {
        ImageRequest given = (ImageRequest) request;
        return new ImageRequest(given.prompt(), null, given.size(), given.quality(), given.options());
    }

    private void open(Exchange exchange) {
        Settings settings = calls.settings();
        ImageRequest request = exchange.getIn().getBody(ImageRequest.class);
        String model = Objects.requireNonNullElseGet(request.model(), () -> settings.get(ServiceSettings.IMAGE_MODEL));
        calls.open(exchange, IMAGE_GENERATE, model);
        if (exchange.getProperty(Wishes.VERBATIM, false, Boolean.class)) {
            exchange.getIn()
                    .setBody(new ImageRequest(
                            request.prompt(), model, request.size(), request.quality(), request.options()));
            return;
        }
        String size = Objects.requireNonNullElseGet(request.size(), () -> settings.get(ServiceSettings.IMAGE_SIZE));
        String quality =
                Objects.requireNonNullElseGet(request.quality(), () -> settings.get(ServiceSettings.IMAGE_QUALITY));
        exchange.getIn().setBody(new ImageRequest(request.prompt(), model, size, quality, request.options()));
    }
}
