package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/**
 * The catalogue of what an upstream does wrong: {@code server.on("/v1/chat/completions").then(Faults.reset()).reply(200, ok)}.
 * {@link #hang()}, {@link #reset()}, {@link #pause(Duration)} and {@link #close()} also work on a new connection, before
 * TLS and before any request: {@code server.onConnect().then(Faults.pause(ofSeconds(3)))} is a slow TLS handshake.
 */
public final class Faults {
    private static final int BLOCK = 64 * 1024;

    private Faults() {}

    /** Goes on as if nothing were wrong; the last step of an {@link FaultServer#onConnect()} script. */
    public static Answer proceed() {
        return wire -> {};
    }

    /** No fault: a whole reply in JSON, to come {@link #after} something. */
    public static Answer json(int status, String body) {
        return wire -> wire.reply(status, Map.of(), body.getBytes(UTF_8));
    }

    /** No answer, connection open. */
    public static Answer hang() {
        return Wire::hang;
    }

    /** Nothing for a while; on a new connection it then goes on. */
    public static Answer pause(Duration time) {
        return wire -> wire.pause(time);
    }

    /** The answer, late. */
    public static Answer after(Duration time, Answer answer) {
        return wire -> {
            wire.pause(time);
            answer.send(wire);
        };
    }

    /** The answer once the test opens the gate. */
    public static Answer after(CountDownLatch gate, Answer answer) {
        return wire -> {
            wire.await(gate);
            answer.send(wire);
        };
    }

    /** RST before anything is sent. */
    public static Answer reset() {
        return Wire::reset;
    }

    /** FIN before anything is sent. */
    public static Answer close() {
        return Wire::close;
    }

    /** Status 200 and headers, then nothing. */
    public static Answer headersThenHang() {
        return wire -> {
            wire.head(200, json(100));
            wire.hang();
        };
    }

    /** A whole reply, but one byte at a time with a gap after each. */
    public static Answer drip(String body, Duration gap) {
        byte[] bytes = body.getBytes(UTF_8);
        return wire -> {
            wire.head(200, json(bytes.length));
            for (byte each : bytes) {
                wire.write(new byte[] {each});
                wire.pause(gap);
            }
        };
    }

    /** RST when the first {@code sent} bytes of the body are out. */
    public static Answer resetInBody(String body, int sent) {
        return wire -> {
            partly(wire, body, sent);
            wire.reset();
        };
    }

    /** FIN when the first {@code sent} bytes of the body are out: shorter than its content-length. */
    public static Answer truncated(String body, int sent) {
        return wire -> {
            partly(wire, body, sent);
            wire.close();
        };
    }

    /** FIN inside a chunk. */
    public static Answer closeInChunk(String sent) {
        byte[] bytes = sent.getBytes(UTF_8);
        return wire -> {
            wire.head(200, chunked("application/json"));
            wire.write((Integer.toHexString(bytes.length + 100) + "\r\n").getBytes(UTF_8));
            wire.write(bytes);
            wire.close();
        };
    }

    /** A well-formed chunked reply, one chunk each, with a gap after each: server-sent events, for instance. */
    public static Answer streamed(String contentType, Duration gap, String... chunks) {
        return streamedThen(wire -> wire.chunk(""), contentType, gap, chunks);
    }

    /** Whole chunks, then FIN without the last one: a stream cut between events. */
    public static Answer streamedThenCut(String contentType, Duration gap, String... chunks) {
        return streamedThen(Wire::close, contentType, gap, chunks);
    }

    /** Whole chunks, then nothing more. */
    public static Answer streamedThenHang(String contentType, Duration gap, String... chunks) {
        return streamedThen(Wire::hang, contentType, gap, chunks);
    }

    private static Answer streamedThen(Answer end, String contentType, Duration gap, String... chunks) {
        return wire -> {
            wire.head(200, chunked(contentType));
            for (String chunk : chunks) {
                wire.chunk(chunk);
                wire.pause(gap);
            }
            end.send(wire);
        };
    }

    /** A proxy's page with status 200. */
    public static Answer html() {
        return wire -> wire.reply(
                200,
                Map.of("content-type", "text/html; charset=utf-8"),
                "<!doctype html><title>Sign in</title><h1>Sign in to continue</h1>".getBytes(UTF_8));
    }

    /** Status 200 with a content type that does not fit the body. */
    public static Answer wrongType(String contentType, String body) {
        return wire -> wire.reply(200, Map.of("content-type", contentType), body.getBytes(UTF_8));
    }

    /** Status 200 and no body. */
    public static Answer empty() {
        return wire -> wire.reply(200, Map.of(), new byte[0]);
    }

    /** JSON in form, with a text that is not UTF-8. */
    public static Answer badUtf8() {
        byte[] body = "{\"text\":\"??\"}".getBytes(UTF_8);
        body[9] = (byte) 0xc3;
        body[10] = (byte) 0x28;
        return wire -> wire.reply(200, Map.of(), body);
    }

    /** A small gzip body that inflates to this many bytes of JSON. */
    public static Answer gzipBomb(long inflated) {
        ByteArrayOutputStream squeezed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(squeezed)) {
            gzip.write('"');
            fill(gzip::write, inflated - 2);
            gzip.write('"');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] body = squeezed.toByteArray();
        return wire -> wire.reply(200, Map.of("content-encoding", "gzip"), body);
    }

    /** A chat completion whose content makes the body exactly this long; made while it is sent. */
    public static Answer hugeJson(long bytes) {
        byte[] before = "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"".getBytes(UTF_8);
        byte[] after = "\"},\"finish_reason\":\"stop\"}]}".getBytes(UTF_8);
        return wire -> {
            wire.head(200, json(bytes));
            wire.write(before);
            fill(wire::write, bytes - before.length - after.length);
            wire.write(after);
        };
    }

    /** JSON arrays nested this deep. */
    public static Answer deepJson(int depth) {
        String body = "[".repeat(depth) + "]".repeat(depth);
        return wire -> wire.reply(200, Map.of(), body.getBytes(UTF_8));
    }

    /** A good reply under at least this many bytes of headers, in lines of 4 KB. */
    public static Answer hugeHeaders(int bytes) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i * 4096 < bytes; i++) {
            headers.put("x-huge-" + i, "h".repeat(4096));
        }
        return wire -> wire.reply(200, headers, "{}".getBytes(UTF_8));
    }

    /** Exactly these bytes, then FIN: for what is not even HTTP. */
    public static Answer raw(String bytes) {
        return wire -> {
            wire.write(bytes.getBytes(UTF_8));
            wire.close();
        };
    }

    private static void partly(Wire wire, String body, int sent) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        wire.head(200, json(bytes.length));
        wire.write(Arrays.copyOf(bytes, sent));
    }

    private static Map<String, String> json(long length) {
        return Map.of("content-type", "application/json", "content-length", Long.toString(length));
    }

    private static Map<String, String> chunked(String contentType) {
        return Map.of("content-type", contentType, "transfer-encoding", "chunked");
    }

    private interface Sink {
        void write(byte[] block) throws IOException;
    }

    private static void fill(Sink sink, long bytes) throws IOException {
        for (long left = bytes; left > 0; left -= BLOCK) {
            sink.write(letters(left));
        }
    }

    private static byte[] letters(long atMost) {
        byte[] block = new byte[(int) Math.min(atMost, BLOCK)];
        Arrays.fill(block, (byte) 'a');
        return block;
    }
}
