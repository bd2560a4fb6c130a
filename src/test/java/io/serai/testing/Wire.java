package io.serai.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection as an {@link Answer} sees it: the request, ways to write, ways to wait and ways to break off. Every wait
 * ends with an {@link IOException} as soon as the client or the server closes.
 */
public final class Wire {
    private static final Map<Integer, String> REASONS =
            Map.of(200, "OK", 206, "Partial Content", 429, "Too Many Requests");

    private final Socket raw;
    private final Socket socket;
    private final PeekInput in;
    private final OutputStream out;
    private @Nullable RecordedRequest request;
    private boolean closed;

    private Wire(Socket raw, Socket socket) throws IOException {
        this.raw = raw;
        this.socket = socket;
        this.in = new PeekInput(socket);
        this.out = socket.getOutputStream();
    }

    static Wire over(Socket socket) throws IOException {
        return new Wire(socket, socket);
    }

    /** The same connection after a TLS handshake; what the client had sent already takes part in it. */
    Wire secured(SSLContext context) throws IOException {
        SSLSocket secure =
                (SSLSocket) context.getSocketFactory().createSocket(raw, new ByteArrayInputStream(in.takeKept()), true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        return new Wire(raw, secure);
    }

    PeekInput in() {
        return in;
    }

    void begin(RecordedRequest next) {
        request = next;
    }

    boolean isClosed() {
        return closed;
    }

    /** The request being answered. Not there yet under {@link FaultServer#onConnect()}. */
    public RecordedRequest request() {
        if (request == null) {
            throw new IllegalStateException("no request has been read on this connection yet");
        }
        return request;
    }

    /** Sends a whole reply. Adds {@code content-length} and, when missing, {@code content-type: application/json}. */
    public void reply(int status, Map<String, String> headers, byte[] body) throws IOException {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("content-type", "application/json");
        all.put("content-length", Integer.toString(body.length));
        all.putAll(headers);
        head(status, all);
        if (!request().method().equals("HEAD")) {
            write(body);
        }
        if ("close".equalsIgnoreCase(all.get("connection"))) {
            close();
        }
    }

    /** Sends the status line and exactly these headers. */
    public void head(int status, Map<String, String> headers) throws IOException {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 " + status + " " + REASONS.getOrDefault(status, "Scripted") + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        write(head.append("\r\n").toString().getBytes(ISO_8859_1));
    }

    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Sends one chunk of a {@code transfer-encoding: chunked} body; an empty text ends the body. */
    public void chunk(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        write((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
        write(bytes);
        write("\r\n".getBytes(ISO_8859_1));
    }

    /** Does nothing for a while. */
    public void pause(Duration time) throws IOException {
        in.await(time.toNanos());
    }

    /** Does nothing until the client or the server closes. */
    public void hang() throws IOException {
        in.await(Long.MAX_VALUE / 2);
    }

    /** Does nothing until the gate opens. */
    public void await(CountDownLatch gate) throws IOException {
        while (gate.getCount() > 0) {
            pause(Duration.ofMillis(2));
        }
    }

    /** Ends the connection in order (FIN). */
    public void close() throws IOException {
        closed = true;
        socket.close();
    }

    /** Breaks the connection off (RST): the client's next read or write fails. */
    public void reset() throws IOException {
        closed = true;
        raw.setSoLinger(true, 0);
        raw.close();
    }
}
