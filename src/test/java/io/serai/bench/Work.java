package io.serai.bench;

/** What is asked, and which of the upstream's manners answers it. */
enum Work {
    /** A chat that nobody asked before: the upstream answers at once. */
    CHAT("fast", "chat/completions"),
    /** A chat that takes the upstream 2 s. */
    SLOW("slow", "chat/completions"),
    /** A streamed chat. */
    STREAM("stream", "chat/completions"),
    /** A streamed chat as a model writes it, a few words at a time over some seconds. */
    DRIP("drip", "chat/completions"),
    /** A chat whose answer is in the cache. */
    CACHED("fast", "chat/completions"),
    /** One image of 1.5 MB, as base64. */
    IMAGE("image", "images/generations");

    final String manner;
    final String path;

    Work(String manner, String path) {
        this.manner = manner;
        this.path = path;
    }

    /** OpenAI's request; each differs from the one before except where the cache is to answer. */
    String body(String model) {
        String number = this == CACHED ? "of which there are some" : Load.NUMBER;
        if (this == IMAGE) {
            return "{\"model\":\"" + model + "\",\"prompt\":\"a camel at dusk, " + number
                    + "\",\"size\":\"1024x1024\"}";
        }
        return "{\"model\":\"" + model + "\",\"temperature\":0.7,"
                + (this == STREAM || this == DRIP ? "\"stream\":true," : "")
                + "\"messages\":[{\"role\":\"system\",\"content\":\"You answer in one sentence.\"},"
                + "{\"role\":\"user\",\"content\":\"Why do camels have humps, " + number + "?\"}]}";
    }

    String model() {
        return this == IMAGE ? "gpt-image-1" : "gpt-4o-mini";
    }
}
