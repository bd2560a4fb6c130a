package io.serai.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.json.Json;
import io.serai.meter.Order;
import io.serai.retry.Call;
import io.serai.retry.ChunkSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * Reads a chat's events: shows each part to the caller as it comes, and adds them up to the reply that would have come in one
 * piece. What comes before the first visible part is held back, so that an attempt that fails until then can be repeated
 * without the caller having seen anything of it.
 */
final class ChatStream {
    private static final String DONE = "[DONE]";

    private final Exchange exchange;
    private final Call call;
    private final ChunkSink sink;
    private final ChatAssembly whole = new ChatAssembly();
    private final List<byte[]> held = new ArrayList<>();
    private long shown;

    ChatStream(Exchange exchange, ChunkSink sink) {
        this.exchange = exchange;
        this.call = Call.of(exchange);
        this.sink = sink;
    }

    /** The whole reply's JSON. */
    byte[] read(ReplyBody body) {
        EventStream events = new EventStream(body.stream());
        boolean done = false;
        try {
            for (byte[] data = events.next(); data != null && !done; data = done ? null : events.next()) {
                done = DONE.equals(new String(data, StandardCharsets.UTF_8).strip());
                if (!done) {
                    take(data);
                }
            }
        } catch (IOException e) {
            countSoFar();
            throw call.isAbandoned() ? call.left() : ReplyBody.failure(exchange, e);
        }
        if (done) {
            readToEnd(events);
        } else if (!whole.isComplete()) {
            countSoFar();
            throw call.isAbandoned()
                    ? call.left()
                    : OpenAiExchange.broken(exchange, "the stream ended before the answer did", null);
        }
        if (call.isAbandoned() && !whole.usage().isObject()) {
            // The last words may have come, but not what they cost.
            countSoFar();
            throw call.left();
        }
        if (whole.isEmpty()) {
            throw OpenAiExchange.broken(exchange, "the stream has no answer in it", null);
        }
        flush();
        return whole.json();
    }

    /** Nothing follows, but a connection that was read to its end can be used again. */
    private static void readToEnd(EventStream events) {
        try {
            byte[] more = events.next();
            while (more != null) {
                more = events.next();
            }
        } catch (IOException e) {
            // The answer is complete; the connection is not needed.
            return;
        }
    }

    private void take(byte[] data) throws IOException {
        JsonNode chunk;
        try {
            chunk = Json.read(data);
        } catch (IOException e) {
            countSoFar();
            throw OpenAiExchange.broken(exchange, "an event of the stream is not JSON: " + Json.problem(e), e);
        }
        if (chunk.hasNonNull("error")) {
            countSoFar();
            throw OpenAiErrors.of(call.detail().answered(status(chunk.path("error")), null, null), data);
        }
        whole.add(chunk);
        if (call.isVisible() || ChatAssembly.isVisible(chunk)) {
            flush();
            show(data, chunk);
        } else {
            held.add(data);
        }
    }

    private void flush() {
        for (byte[] data : held) {
            try {
                show(data, Json.read(data));
            } catch (IOException e) {
                throw new IllegalStateException("it was read before", e);
            }
        }
        held.clear();
    }

    private void show(byte[] data, JsonNode chunk) {
        boolean usage = chunk.path("choices").isEmpty() && chunk.hasNonNull("usage");
        call.showed();
        try {
            sink.show(data, usage);
        } catch (IOException e) {
            call.abandon();
            countSoFar();
            throw call.left();
        }
        if (!usage) {
            shown++;
        }
    }

    /** An error inside a stream has no status; its code or type tells which one it would have had. */
    private static int status(JsonNode error) {
        String reason = error.path("code").asText("") + " " + error.path("type").asText("");
        if (reason.matches(".*(rate_limit|insufficient_quota|slow_down).*")) {
            return 429;
        }
        return reason.contains("invalid_request") ? 400 : 500;
    }

    /**
     * The upstream will not say any more what an unfinished answer cost. Many send one token a part, some more: the greater of
     * the parts and of what the words come to.
     */
    private void countSoFar() {
        if (!whole.usage().isObject()) {
            PromptSize.guess(call, Math.max(shown, Order.chat(whole.words(), 0).guessedTokens()));
        }
    }
}
