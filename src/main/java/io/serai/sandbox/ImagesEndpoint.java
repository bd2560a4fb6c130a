package io.serai.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Base64;

/** Pictures drawn from the prompt's hash. The wire format is OpenAI's {@code ImagesResponse}. */
final class ImagesEndpoint implements Endpoint {
    private final String origin;

    ImagesEndpoint(String origin) {
        this.origin = origin;
    }

    @Override
    public Reply answer(Call call) {
        var order = ImageOrder.of(call.body());
        if (call.filtered()) {
            throw ApiError.typed(
                    400,
                    "image_generation_user_error",
                    "moderation_blocked",
                    "Your request was rejected by the safety system. (The model sandbox-filter rejects all of them.)");
        }
        var reply = Json.object().put("created", Instant.now().getEpochSecond());
        var data = reply.putArray("data");
        for (int i = 0; i < order.n(); i++) {
            image(data.addObject(), order, i);
        }
        if (order.tokenBilled()) {
            details(reply, order);
        }
        return Reply.json(reply);
    }

    private void image(ObjectNode image, ImageOrder order, int i) {
        var link = PictureLink.of(order, i);
        if (order.asUrl()) {
            image.put("url", origin + link.path());
        } else {
            image.put("b64_json", Base64.getEncoder().encodeToString(link.png()));
        }
        if (order.model().equals("dall-e-3")) {
            image.put("revised_prompt", "[sandbox] " + order.prompt());
        }
    }

    private static void details(ObjectNode reply, ImageOrder order) {
        int in = Tokens.count(order.prompt());
        int out = order.n() * order.outputTokens();
        reply.put("background", "opaque")
                .put("output_format", "png")
                .put("quality", order.quality())
                .put("size", order.width() + "x" + order.height());
        var usage = reply.putObject("usage")
                .put("total_tokens", in + out)
                .put("input_tokens", in)
                .put("output_tokens", out);
        usage.putObject("input_tokens_details").put("text_tokens", in).put("image_tokens", 0);
        usage.putObject("output_tokens_details").put("text_tokens", 0).put("image_tokens", out);
    }
}
