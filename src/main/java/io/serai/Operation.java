package io.serai;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The operations of Serai. {@link #id()} is the one name each has everywhere: route id, {@code direct:} endpoint,
 * metric tag, inbox folder and heading in the documentation.
 */
public enum Operation {
    LLM_CHAT("llm-chat"),
    LLM_JSON("llm-json"),
    LLM_EMBED("llm-embed"),
    IMAGE_GENERATE("image-generate"),
    TTS_SYNTHESIZE("tts-synthesize"),
    STORAGE_UPLOAD("storage-upload"),
    STORAGE_DOWNLOAD("storage-download"),
    STORAGE_URL("storage-url"),
    STORAGE_STAT("storage-stat"),
    STORAGE_EXISTS("storage-exists"),
    STORAGE_LIST("storage-list"),
    STORAGE_DELETE("storage-delete"),
    STORAGE_COPY("storage-copy"),
    STORAGE_MOVE("storage-move"),
    STORAGE_REFRESH("storage-refresh"),
    STORAGE_PREFETCH("storage-prefetch"),
    CACHE_GET("cache-get"),
    CACHE_SET("cache-set"),
    CACHE_DELETE("cache-delete");

    private final String id;

    Operation(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** The service it belongs to, such as {@code llm}. */
    public String service() {
        return id.substring(0, id.indexOf('-'));
    }

    /** The endpoint that takes the operation's request record and answers its reply record. */
    public String endpoint() {
        return "direct:" + id;
    }

    public static Optional<Operation> of(String id) {
        return Arrays.stream(values()).filter(o -> o.id.equals(id)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(Operation::id).toList();
    }

    @Override
    public String toString() {
        return id;
    }
}
