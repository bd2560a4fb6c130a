package io.serai.image;

import static io.serai.Operation.IMAGE_GENERATE;

import io.serai.config.ServiceSettings;
import io.serai.config.Settings;
import io.serai.retry.Call;
import io.serai.retry.Calls;
import io.serai.retry.UpstreamPolicy;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Image operations. In: {@link ImageRequest}. Out: {@link Image}. */
public final class ImageRoutes extends RouteBuilder {
    private final Calls calls;

    public ImageRoutes(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void configure() {
        // @formatter:off
        from("direct:image-generate")
                .routeId("image-generate")
                .routeDescription("Draw a prompt and answer one complete image file.")
                .routeConfigurationId(UpstreamPolicy.ID)
                .transform().body(Object.class, ImageRequest::of).id("image-generate-bind")
                .process(this::open).id("image-generate-open")
                .toD("direct:${exchangeProperty." + Call.UPSTREAM + "}-image-generate").id("image-generate-upstream");
        // @formatter:on
    }

    private void open(Exchange exchange) {
        Settings settings = calls.settings();
        ImageRequest request = exchange.getIn().getBody(ImageRequest.class);
        String model = Objects.requireNonNullElseGet(request.model(), () -> settings.get(ServiceSettings.IMAGE_MODEL));
        String size = Objects.requireNonNullElseGet(request.size(), () -> settings.get(ServiceSettings.IMAGE_SIZE));
        String quality =
                Objects.requireNonNullElseGet(request.quality(), () -> settings.get(ServiceSettings.IMAGE_QUALITY));
        calls.open(exchange, IMAGE_GENERATE, model);
        exchange.getIn().setBody(new ImageRequest(request.prompt(), model, size, quality));
    }
}
