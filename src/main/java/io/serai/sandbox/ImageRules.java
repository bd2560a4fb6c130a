package io.serai.sandbox;

import java.util.List;

/**
 * What a family of image models takes.
 *
 * @param formats whether {@code response_format} exists
 * @param tokens whether the reply carries token usage
 */
record ImageRules(List<String> qualities, int maxPrompt, int maxN, boolean formats, boolean tokens) {
    private static final ImageRules GPT =
            new ImageRules(List.of("auto", "low", "medium", "high"), 32_000, 10, false, true);
    private static final ImageRules DALL_E_3 = new ImageRules(List.of("standard", "hd", "auto"), 4_000, 1, true, false);
    private static final ImageRules DALL_E_2 = new ImageRules(List.of("standard", "auto"), 1_000, 10, true, false);
    private static final ImageRules ANY =
            new ImageRules(List.of("auto", "standard", "hd", "low", "medium", "high"), 32_000, 10, true, false);

    static ImageRules of(String model) {
        if (model.startsWith("gpt-image") || model.startsWith("chatgpt-image")) {
            return GPT;
        }
        return switch (model) {
            case "dall-e-3" -> DALL_E_3;
            case "dall-e-2" -> DALL_E_2;
            default -> ANY;
        };
    }

    String quality(Check check) {
        String asked = check.oneOf("quality", qualities);
        return asked.equals("auto") ? "medium" : asked;
    }
}
