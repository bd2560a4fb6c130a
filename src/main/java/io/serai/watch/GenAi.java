package io.serai.watch;

import java.util.Map;

/** What OpenTelemetry's conventions for generative AI call things. */
public final class GenAi {
    private static final Map<String, String> OPERATIONS = Map.of(
            "llm-chat", "chat",
            "llm-json", "chat",
            "llm-embed", "embeddings",
            "image-generate", "image_generation",
            "tts-synthesize", "speech");

    private GenAi() {}

    /** The value of {@code gen_ai.operation.name}; speech and images have none of their own there yet. */
    public static String operation(String operation) {
        return OPERATIONS.getOrDefault(operation, operation);
    }
}
