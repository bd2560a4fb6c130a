package io.serai.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A checked image request. What is allowed depends on the model's family; a model of no known family, such as another
 * vendor's, may use everything.
 *
 * @param quality as the reply names it; never {@code auto} for a model that is billed by tokens
 * @param tokenBilled whether the model answers base64 and token usage
 */
record ImageOrder(
        String model, String prompt, int n, int width, int height, String quality, boolean asUrl, boolean tokenBilled) {
    private static final Set<String> KNOWN = Set.of(
            "background",
            "model",
            "moderation",
            "n",
            "output_compression",
            "output_format",
            "partial_images",
            "prompt",
            "quality",
            "response_format",
            "size",
            "stream",
            "style",
            "user");
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})");
    private static final int MAX_EDGE = 2048;

    static ImageOrder of(ObjectNode body) {
        var check = new Check(body);
        check.onlyKnown(KNOWN);
        String model = Json.has(body, "model") ? check.text("model", 256) : "dall-e-2";
        var rules = ImageRules.of(model);
        if (!rules.formats() && Json.has(body, "response_format")) {
            throw Check.unknown("response_format");
        }
        if (!rules.tokens() && Json.has(body, "output_format")) {
            throw Check.unknown("output_format");
        }
        pngOnly(check);
        var size = size(check);
        return new ImageOrder(
                model,
                check.text("prompt", rules.maxPrompt()),
                check.integer("n", 1, rules.maxN(), 1),
                size.get(0),
                size.get(1),
                rules.quality(check),
                rules.formats()
                        && check.oneOf("response_format", List.of("url", "b64_json"))
                                .equals("url"),
                rules.tokens());
    }

    /** OpenAI's published figures for 1024x1024, scaled by area. */
    int outputTokens() {
        int square = switch (quality) {
            case "low" -> 272;
            case "high" -> 4160;
            default -> 1056;
        };
        return Math.max(1, (int) ((long) square * width * height / (1024 * 1024)));
    }

    private static void pngOnly(Check check) {
        String format = check.oneOf("output_format", List.of("png", "jpeg", "webp"));
        if (!format.equals("png")) {
            throw ApiError.invalid("output_format", "invalid_value", "The sandbox draws 'png' only.");
        }
        if (check.bool("stream")) {
            throw ApiError.invalid("stream", "unsupported_value", "The sandbox does not stream images.");
        }
    }

    private static List<Integer> size(Check check) {
        String size = Json.has(check.body(), "size") ? check.text("size", 100) : "auto";
        if (size.equals("auto")) {
            return List.of(1024, 1024);
        }
        var m = SIZE.matcher(size);
        if (m.matches()) {
            int width = Integer.parseInt(m.group(1));
            int height = Integer.parseInt(m.group(2));
            if (width <= MAX_EDGE && height <= MAX_EDGE) {
                return List.of(width, height);
            }
        }
        throw ApiError.invalid(
                "size",
                "invalid_value",
                "Invalid value: '" + Tokens.start(size, 60) + "'. The sandbox draws 'auto' and WIDTHxHEIGHT up to "
                        + MAX_EDGE + "x" + MAX_EDGE + ".");
    }
}
