package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each of {@link Faults} as a client sees it. */
class FaultsTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final FaultServer server = FaultServer.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void hang_sends_nothing() throws Exception {
        server.on("/x").then(Faults.hang());

        try (Socket socket = request()) {
            socket.setSoTimeout(100);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }

        server.awaitDropped(SOON);
    }

    @Test
    void headers_then_hang_sends_only_the_head() throws Exception {
        server.on("/x").then(Faults.headersThenHang());

        HttpResponse<InputStream> response = client.send(post(), BodyHandlers.ofInputStream());
        int available = response.body().available();
        response.body().close();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(available).isZero();
        server.awaitDropped(SOON);
    }

    @Test
    void drip_sends_a_byte_and_waits() throws Exception {
        server.on("/x").then(Faults.drip("ab", NEVER));

        HttpResponse<InputStream> response = client.send(post(), BodyHandlers.ofInputStream());
        int first = response.body().read();
        int available = response.body().available();
        response.body().close();

        assertThat(first).isEqualTo('a');
        assertThat(available).isZero();
        server.awaitDropped(SOON);
    }

    @Test
    void drip_sends_everything_in_the_end() throws Exception {
        server.on("/x").then(Faults.drip("{\"ok\":true}", Duration.ofMillis(1)));

        assertThat(send().body()).isEqualTo("{\"ok\":true}");
    }

    @Test
    void reset_breaks_off_after_the_request() throws Exception {
        server.on("/x").then(Faults.reset());

        try (Socket socket = request()) {
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }

        assertThat(server.count("/x")).isEqualTo(1);
        assertThat(server.dropped()).isEmpty();
    }

    @Test
    void reset_on_connect_breaks_off_before_the_request() throws Exception {
        server.on("/x").reply(200, "ok");
        server.onConnect().then(Faults.reset()).then(Faults.proceed());

        // A raw socket, because java.net.http may try again by itself when nothing was answered.
        assertThatThrownBy(() -> request().getInputStream().read()).isInstanceOf(SocketException.class);
        HttpResponse<String> second = send();

        assertThat(second.body()).isEqualTo("ok");
        assertThat(server.count("/x")).isEqualTo(1);
    }

    @Test
    void close_ends_in_order_without_an_answer() throws Exception {
        server.on("/x").then(Faults.close());

        try (Socket socket = request()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void reset_in_body_breaks_off_after_some_of_it() throws Exception {
        server.on("/x").then(Faults.resetInBody("0123456789", 4));

        try (Socket socket = request()) {
            StringBuilder seen = new StringBuilder();
            assertThatThrownBy(() -> readInto(seen, socket.getInputStream())).isInstanceOf(SocketException.class);
            assertThat(seen.toString()).contains("content-length: 10").endsWith("\r\n\r\n0123");
        }
    }

    @Test
    void truncated_ends_before_the_content_length() throws Exception {
        server.on("/x").then(Faults.truncated("0123456789", 4));

        try (Socket socket = request()) {
            assertThat(text(socket.getInputStream()))
                    .contains("content-length: 10")
                    .endsWith("\r\n\r\n0123");
        }
        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    }

    @Test
    void close_in_chunk_ends_before_the_chunk_does() throws Exception {
        server.on("/x").then(Faults.closeInChunk("{\"a\":"));

        try (Socket socket = request()) {
            assertThat(text(socket.getInputStream())).contains("chunked").endsWith("\r\n69\r\n{\"a\":");
        }
        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    }

    @Test
    void streamed_sends_each_chunk_and_the_end() throws Exception {
        server.on("/x").then(Faults.streamed("text/event-stream", Duration.ofMillis(1), "data: 1\n\n", "data: 2\n\n"));

        assertThat(send().body()).isEqualTo("data: 1\n\ndata: 2\n\n");
    }

    @Test
    void streamed_then_cut_leaves_the_end_out() throws Exception {
        server.on("/x").then(Faults.streamedThenCut("text/event-stream", Duration.ZERO, "data: 1\n\n"));

        try (Socket socket = request()) {
            assertThat(text(socket.getInputStream())).endsWith("\r\n9\r\ndata: 1\n\n\r\n");
        }
        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    }

    @Test
    void streamed_then_hang_keeps_the_client_waiting() throws Exception {
        server.on("/x").then(Faults.streamedThenHang("text/event-stream", Duration.ZERO, "data: 1\n\n"));

        HttpResponse<InputStream> response = client.send(post(), BodyHandlers.ofInputStream());
        String first = new String(response.body().readNBytes(9), UTF_8);
        response.body().close();

        assertThat(first).isEqualTo("data: 1\n\n");
        server.awaitDropped(SOON);
    }

    @Test
    void bad_replies_look_good_by_their_status() throws Exception {
        server.on("/x")
                .then(Faults.html())
                .then(Faults.wrongType("image/png", "{}"))
                .then(Faults.empty());

        HttpResponse<String> html = send();
        HttpResponse<String> wrongType = send();
        HttpResponse<String> empty = send();

        assertThat(html.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(html.body()).startsWith("<!doctype html>");
        assertThat(wrongType.headers().firstValue("content-type")).contains("image/png");
        assertThat(empty.body()).isEmpty();
        assertThat(List.of(html, wrongType, empty)).allMatch(response -> response.statusCode() == 200);
    }

    @Test
    void bad_utf8_cannot_be_decoded() throws Exception {
        server.on("/x").then(Faults.badUtf8());

        byte[] body = client.send(post(), BodyHandlers.ofByteArray()).body();

        assertThatThrownBy(() -> UTF_8.newDecoder().decode(ByteBuffer.wrap(body)))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void gzip_bomb_is_small_until_inflated() throws Exception {
        server.on("/x").then(Faults.gzipBomb(50_000_000));

        HttpResponse<byte[]> response = client.send(post(), BodyHandlers.ofByteArray());
        InputStream inflated = new GZIPInputStream(new ByteArrayInputStream(response.body()));

        assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(response.body()).hasSizeLessThan(100_000);
        assertThat(inflated.transferTo(OutputStream.nullOutputStream())).isEqualTo(50_000_000);
    }

    @Test
    void huge_json_has_exactly_the_size_asked_for() throws Exception {
        server.on("/x").then(Faults.hugeJson(50_000_000));

        HttpResponse<InputStream> response = client.send(post(), BodyHandlers.ofInputStream());

        assertThat(response.body().transferTo(OutputStream.nullOutputStream())).isEqualTo(50_000_000);
    }

    @Test
    void huge_json_is_a_chat_completion() throws Exception {
        server.on("/x").then(Faults.hugeJson(1_000));

        String body = send().body();

        assertThat(body).hasSize(1_000);
        assertThat(new ObjectMapper()
                        .readTree(body)
                        .at("/choices/0/message/content")
                        .asText())
                .matches("a+");
    }

    @Test
    void deep_json_is_as_deep_as_asked_for() throws Exception {
        server.on("/x").then(Faults.deepJson(1_000));

        assertThat(send().body()).isEqualTo("[".repeat(1_000) + "]".repeat(1_000));
    }

    @Test
    void huge_headers_come_before_a_good_body() throws Exception {
        server.on("/x").then(Faults.hugeHeaders(100_000));

        HttpResponse<String> response = send();

        assertThat(response.headers().map().values().stream()
                        .mapToInt(values -> values.get(0).length())
                        .sum())
                .isGreaterThan(100_000);
        assertThat(response.body()).isEqualTo("{}");
    }

    @Test
    void raw_need_not_be_http() throws Exception {
        server.on("/x").then(Faults.raw("220 mail ready\r\n"));

        assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    }

    @Test
    void an_unreachable_port_never_answers_a_connect() throws Exception {
        try (UnreachablePort port = UnreachablePort.open();
                Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(port.address(), 300)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private Socket request() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream().write("POST /x HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}".getBytes(UTF_8));
        return socket;
    }

    private HttpRequest post() {
        return HttpRequest.newBuilder(server.uri("/x"))
                .POST(BodyPublishers.ofString("{}"))
                .build();
    }

    private HttpResponse<String> send() throws IOException, InterruptedException {
        return client.send(post(), BodyHandlers.ofString());
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), UTF_8);
    }

    private static void readInto(StringBuilder seen, InputStream in) throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            seen.append((char) next);
        }
    }
}
