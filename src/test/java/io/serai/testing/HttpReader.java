package io.serai.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads HTTP/1.1 requests off one connection: first the head, then (the caller may have to say 100 Continue) the body. */
final class HttpReader {
    private final InputStream in;
    private final int connection;

    HttpReader(InputStream in, int connection) {
        this.in = in;
        this.connection = connection;
    }

    /** The next request without its body, or nothing when the client has closed between requests. */
    Optional<RecordedRequest> head() throws IOException {
        String start = line();
        if (start.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = start.split(" ", -1);
        if (parts.length != 3) {
            throw new IOException("not an HTTP request line: " + start);
        }
        String[] target = parts[1].split("\\?", 2);
        Map<String, List<String>> headers = headers();
        return Optional.of(new RecordedRequest(
                parts[0],
                target[0],
                target.length == 2 ? target[1] : "",
                headers,
                new byte[0],
                System.nanoTime(),
                connection));
    }

    RecordedRequest body(RecordedRequest head) throws IOException {
        if (head.header("transfer-encoding").isPresent()) {
            return head.withBody(chunks());
        }
        int length = head.header("content-length").map(Integer::parseInt).orElse(0);
        return head.withBody(exactly(length));
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).trim());
        }
        return headers;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(exactly(size));
            line();
        }
        headers();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", -1)[0].trim(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the request ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }
}
