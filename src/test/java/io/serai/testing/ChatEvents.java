package io.serai.testing;

import java.time.Duration;

/** The events of a streamed chat as OpenAI sends them, for scripts of {@link FaultServer}. */
public final class ChatEvents {
    public static final String SSE = "text/event-stream";
    public static final String DONE = "data: [DONE]\n\n";

    /** 3 tokens in, 2 out. */
    public static final String USAGE = "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
            + "\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}\n\n";

    private ChatEvents() {}

    /** A part of the first choice that does not end it. */
    public static String part(String delta) {
        return event(0, delta, "null", null);
    }

    public static String text(String content) {
        return part("{\"content\":\"" + content + "\"}");
    }

    /** The end of a choice. */
    public static String end(int choice, String reason) {
        return event(choice, "{}", "null", reason);
    }

    /**
     * One chunk with one choice in it.
     *
     * @param delta JSON object
     * @param logprobs JSON, or {@code null} as text
     * @param finish why it ended; null while it has not
     */
    public static String event(
            int choice, String delta, String logprobs, @org.jspecify.annotations.Nullable String finish) {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":"
                + choice + ",\"delta\":" + delta + ",\"logprobs\":" + logprobs + ",\"finish_reason\":"
                + (finish == null ? "null" : "\"" + finish + "\"") + "}],\"usage\":null}\n\n";
    }

    /** A whole stream of these, with what it cost and its end. */
    public static Answer streamed(String... events) {
        String[] all = new String[events.length + 2];
        System.arraycopy(events, 0, all, 0, events.length);
        all[events.length] = USAGE;
        all[events.length + 1] = DONE;
        return Faults.streamed(SSE, Duration.ZERO, all);
    }
}
