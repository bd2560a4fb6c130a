package io.serai.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.config.Upstream;
import io.serai.error.InvalidRequestException;
import io.serai.error.UpstreamException;
import io.serai.image.Image;
import io.serai.image.ImageRequest;
import io.serai.json.Json;
import io.serai.meter.Order;
import io.serai.retry.Call;
import io.serai.reuse.Wishes;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code POST /images/generations}: {@link ImageRequest} to JSON, and the base64 or linked reply to {@link Image}. */
final class ImageWire {
    private static final String FORMAT = "SeraiImageFormat";

    private final Upstream upstream;
    private final ImageLink link;

    ImageWire(Upstream upstream) {
        this.upstream = upstream;
        this.link = new ImageLink(upstream);
    }

    void encode(Exchange exchange) {
        ImageRequest request = exchange.getMessage().getBody(ImageRequest.class);
        String model = Call.of(exchange).target().model();
        ModelTable.Image limits = ModelTable.image(model);
        check(request, model, limits);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", model);
        json.put("prompt", request.prompt());
        json.put("n", 1);
        if (request.size() != null) {
            json.put("size", request.size());
        }
        if (request.quality() != null && !limits.omitQualities().contains(request.quality())) {
            json.put("quality", request.quality());
        }
        if (!limits.responseFormat().isEmpty()) {
            json.put("response_format", limits.responseFormat());
        }
        json.putAll(request.options());
        limits.drop().forEach(json::remove);
        exchange.setProperty(FORMAT, request.options().get("response_format"));
        Object count = json.get("n");
        int images = count instanceof Number number ? number.intValue() : 1;
        Call.of(exchange).bill().order(Order.image(request.prompt(), images, request.size(), request.quality()));
        OpenAiExchange.request(exchange, upstream, json);
    }

    void decode(Exchange exchange) {
        byte[] raw = OpenAiExchange.reply(exchange);
        JsonNode reply = OpenAiExchange.json(exchange, raw);
        if (exchange.getProperty(Wishes.VERBATIM, false, Boolean.class)) {
            exchange.getMessage().setBody(asSent(exchange, reply, raw));
            return;
        }
        JsonNode data = reply.path("data").path(0);
        byte[] bytes = data.path("b64_json").isTextual()
                ? decoded(exchange, data.path("b64_json").asText())
                : fetched(exchange, data.path("url").asText(""));
        String contentType = contentType(bytes);
        if (contentType == null) {
            throw OpenAiExchange.broken(exchange, "the image is neither PNG, JPEG, WebP nor GIF", null);
        }
        exchange.getMessage()
                .setBody(new Image(bytes, contentType, Call.of(exchange).receipt(OpenAiExchange.usage(reply))));
    }

    /** The reply as it came; only links are fetched when the caller asked for the images themselves. */
    private Image asSent(Exchange exchange, JsonNode reply, byte[] raw) {
        JsonNode data = reply.path("data");
        if (!data.isArray() || data.isEmpty()) {
            throw OpenAiExchange.broken(exchange, "the reply has no data[0]", null);
        }
        byte[] sent = raw;
        if ("b64_json".equals(exchange.getProperty(FORMAT, String.class))) {
            boolean fetched = false;
            for (JsonNode image : data) {
                if (!image.hasNonNull("b64_json") && image.hasNonNull("url")) {
                    byte[] bytes = fetched(exchange, image.path("url").asText());
                    ((ObjectNode) image).put("b64_json", Base64.getEncoder().encodeToString(bytes));
                    ((ObjectNode) image).remove("url");
                    fetched = true;
                }
            }
            sent = fetched ? Json.bytes(reply) : raw;
        }
        return new Image(new byte[0], "application/json", Call.of(exchange).receipt(OpenAiExchange.usage(reply)), sent);
    }

    private static byte[] decoded(Exchange exchange, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw OpenAiExchange.broken(exchange, "the image is not base64", e);
        }
    }

    private byte[] fetched(Exchange exchange, String url) {
        if (url.isEmpty()) {
            throw OpenAiExchange.broken(exchange, "the reply has neither data[0].b64_json nor data[0].url", null);
        }
        Call call = Call.of(exchange);
        try {
            return link.fetch(url, call.deadline().remaining());
        } catch (IOException e) {
            // The image is drawn and paid for: asking for another one is the caller's decision.
            throw new UpstreamException(
                    "the image is drawn, but its link cannot be fetched: " + e.getMessage(),
                    call.detail().answered(200, null, null).hinted(false),
                    e);
        }
    }

    private static void check(ImageRequest request, String model, ModelTable.Image limits) {
        int length = request.prompt().codePointCount(0, request.prompt().length());
        if (length > limits.maxPrompt()) {
            throw InvalidRequestException.field(
                    "image-generate",
                    "prompt",
                    "has " + length + " characters; " + model + " takes " + limits.maxPrompt() + ", shorten it");
        }
        oneOf("size", request.size(), limits.sizes(), model);
        oneOf("quality", request.quality(), limits.qualities(), model);
    }

    private static void oneOf(String field, @Nullable String value, List<String> allowed, String model) {
        if (value != null && !allowed.isEmpty() && !allowed.contains(value)) {
            throw InvalidRequestException.field(
                    "image-generate",
                    field,
                    "'" + value + "' is not known to " + model + "; use one of " + String.join(", ", allowed));
        }
    }

    /** The type that the first bytes tell, whatever was promised. */
    private static @Nullable String contentType(byte[] b) {
        if (starts(b, 0, 0x89, 'P', 'N', 'G')) {
            return "image/png";
        }
        if (starts(b, 0, 0xFF, 0xD8, 0xFF)) {
            return "image/jpeg";
        }
        if (starts(b, 0, 'R', 'I', 'F', 'F') && starts(b, 8, 'W', 'E', 'B', 'P')) {
            return "image/webp";
        }
        return starts(b, 0, 'G', 'I', 'F', '8') ? "image/gif" : null;
    }

    private static boolean starts(byte[] bytes, int offset, int... magic) {
        if (bytes.length < offset + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[offset + i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
