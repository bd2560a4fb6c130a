package io.serai.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.http.HttpCall;
import io.serai.http.ReplyStream;
import io.serai.json.Json;
import io.serai.llm.ChatReply;
import io.serai.meter.Receipt;
import io.serai.retry.Call;
import io.serai.retry.ChunkSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** One chat answered as server-sent events. The reply's status and headers go out with the first part. */
final class OpenAiStream implements ChunkSink {
    private static final String INCLUDE_USAGE = "include_usage";
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final Exchange exchange;
    private final HttpCall call;
    private final boolean usage;
    private final Map<String, Object> options = new LinkedHashMap<>();

    private OpenAiStream(Exchange exchange, Map<?, ?> asked) {
        this.exchange = exchange;
        this.call = HttpCall.of(exchange);
        this.usage = Boolean.TRUE.equals(asked.get(INCLUDE_USAGE));
        asked.forEach((name, value) -> options.put(String.valueOf(name), value));
        options.remove(INCLUDE_USAGE);
    }

    static void open(Exchange exchange, Map<?, ?> options) {
        exchange.setProperty(ChunkSink.PROPERTY, new OpenAiStream(exchange, options));
    }

    static @Nullable OpenAiStream of(Exchange exchange) {
        return (OpenAiStream) exchange.getProperty(ChunkSink.PROPERTY);
    }

    @Override
    public Map<String, Object> options() {
        return options;
    }

    @Override
    public void whenGone(Runnable action) {
        call.whenGone(action);
    }

    boolean isBegun() {
        return call.reply().isBegun();
    }

    @Override
    public void show(byte[] json, boolean onlyUsage) throws IOException {
        if (!isBegun()) {
            begin(Call.of(exchange).receiptSoFar());
        }
        if (usage || !onlyUsage) {
            event(usage ? oneLine(json) : withoutUsage(json));
        }
    }

    /** The end of a complete answer; one that nobody has shown yet, as it comes from a cache, is shown first. */
    void complete(ChatReply reply) {
        try {
            if (!isBegun()) {
                begin(reply.receipt());
                for (JsonNode chunk : OpenAiReplay.chunks(Objects.requireNonNull(reply.raw()), usage)) {
                    event(Json.bytes(chunk));
                }
            }
            event(DONE);
            call.reply().end();
        } catch (IOException e) {
            throw Call.of(exchange).left();
        }
    }

    /** The end of an answer that broke off: a client must not take it for complete. */
    void fail(Map<String, Object> problem) throws IOException {
        event(Json.bytes(problem));
        call.reply().end();
    }

    private void begin(Receipt receipt) throws IOException {
        Map<String, String> headers = RestReply.headers(receipt);
        headers.put("Content-Type", "text/event-stream; charset=utf-8");
        headers.put("Cache-Control", "no-cache");
        // Proxies in between would else collect the events.
        headers.put("X-Accel-Buffering", "no");
        call.reply().begin(200, headers);
    }

    private void event(byte[] data) throws IOException {
        byte[] event = new byte[DATA.length + data.length + END.length];
        System.arraycopy(DATA, 0, event, 0, DATA.length);
        System.arraycopy(data, 0, event, DATA.length, data.length);
        System.arraycopy(END, 0, event, DATA.length + data.length, END.length);
        ReplyStream reply = call.reply();
        reply.write(event);
    }

    /** Serai always asks what an answer cost; who did not ask gets parts that do not mention it. */
    private static byte[] withoutUsage(byte[] json) throws IOException {
        JsonNode chunk = Json.read(json);
        if (!chunk.has("usage")) {
            return oneLine(json);
        }
        ((ObjectNode) chunk).remove("usage");
        return Json.bytes(chunk);
    }

    private static byte[] oneLine(byte[] json) throws IOException {
        for (byte b : json) {
            if (b == '\n' || b == '\r') {
                return Json.bytes(Json.read(json));
            }
        }
        return json;
    }
}
