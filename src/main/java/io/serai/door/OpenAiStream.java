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
import io.serai.reuse.Shown;
import io.serai.reuse.Wishes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** One chat answered as server-sent events. The reply's status and headers go out with the first part. */
final class OpenAiStream implements ChunkSink, Shown {
    private static final String INCLUDE_USAGE = "include_usage";
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final Exchange exchange;
    private final HttpCall call;
    private final boolean usage;
    private final Map<String, Object> options = new LinkedHashMap<>();
    /** The events so far; null when nobody will ask for them again. */
    private final @Nullable ByteArrayOutputStream events;

    private byte[] again = {};

    private OpenAiStream(Exchange exchange, Map<?, ?> asked) {
        this.exchange = exchange;
        this.call = HttpCall.of(exchange);
        this.usage = Boolean.TRUE.equals(asked.get(INCLUDE_USAGE));
        asked.forEach((name, value) -> options.put(String.valueOf(name), value));
        options.remove(INCLUDE_USAGE);
        this.events = exchange.getProperty(Wishes.IDEMPOTENCY_KEY) == null ? null : new ByteArrayOutputStream();
    }

    static void open(Exchange exchange, Map<?, ?> options) {
        OpenAiStream stream = new OpenAiStream(exchange, options);
        exchange.setProperty(ChunkSink.PROPERTY, stream);
        exchange.setProperty(Wishes.SHOWN, stream);
    }

    static @Nullable OpenAiStream of(Exchange exchange) {
        return (OpenAiStream) exchange.getProperty(ChunkSink.PROPERTY);
    }

    @Override
    public Map<String, Object> options() {
        return options;
    }

    @Override
    public Object form() {
        return List.of("stream", usage, options);
    }

    @Override
    public byte[] bytes() {
        return events == null ? new byte[0] : events.toByteArray();
    }

    @Override
    public void again(byte[] bytes) {
        again = bytes;
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
                if (again.length > 0) {
                    call.reply().write(again);
                } else {
                    showWhole(reply);
                }
            }
            event(DONE);
            call.reply().end();
        } catch (IOException e) {
            throw Call.of(exchange).left();
        }
    }

    private void showWhole(ChatReply reply) throws IOException {
        for (JsonNode chunk : OpenAiReplay.chunks(Objects.requireNonNull(reply.raw()), usage)) {
            event(Json.bytes(chunk));
        }
    }

    /** The end of an answer that broke off: a client must not take it for complete. */
    void fail(Map<String, Object> problem) throws IOException {
        event(Json.bytes(problem));
        call.reply().end();
    }

    private void begin(Receipt receipt) throws IOException {
        Map<String, String> headers = RestReply.headers(receipt);
        headers.putAll(RestReply.rateLimits(exchange));
        headers.put("Content-Type", "text/event-stream; charset=utf-8");
        headers.put("Cache-Control", "no-cache");
        // Proxies in between would else collect the events.
        headers.put("X-Accel-Buffering", "no");
        if (exchange.getProperty(Wishes.REPLAYED, false, Boolean.class)) {
            headers.put(RestReply.REPLAYED, "true");
        }
        call.reply().begin(200, headers);
    }

    private void event(byte[] data) throws IOException {
        byte[] event = new byte[DATA.length + data.length + END.length];
        System.arraycopy(DATA, 0, event, 0, DATA.length);
        System.arraycopy(data, 0, event, DATA.length, data.length);
        System.arraycopy(END, 0, event, DATA.length + data.length, END.length);
        if (events != null) {
            events.write(event);
        }
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
