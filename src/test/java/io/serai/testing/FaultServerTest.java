package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The scripts and records of {@link FaultServer}; {@link FaultsTest} has the faults. */
class FaultServerTest {
    private final FaultServer server = FaultServer.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void replies_come_in_order_and_the_last_one_repeats() throws Exception {
        server.on("/chat").reply(429, Map.of("retry-after", "2"), "slow").reply(200, "ok");

        HttpResponse<String> first = post("/chat");

        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("retry-after")).contains("2");
        assertThat(first.body()).isEqualTo("slow");
        assertThat(List.of(post("/chat").body(), post("/chat").body())).containsExactly("ok", "ok");
        assertThat(server.count("/chat")).isEqualTo(3);
    }

    @Test
    void a_step_added_later_answers_the_next_request() throws Exception {
        server.on("/chat").reply(200, "one");
        post("/chat");
        post("/chat");

        server.on("/chat").reply(200, "two").reply(200, "three");

        assertThat(List.of(post("/chat").body(), post("/chat").body())).containsExactly("two", "three");
    }

    @Test
    void a_request_is_recorded_as_it_came() throws Exception {
        server.on("/a%20b").reply(200, "ok");
        long before = System.nanoTime();

        client.send(
                HttpRequest.newBuilder(server.uri("/a%20b?x=1&y=%2F"))
                        .header("X-Tag", "blue")
                        .PUT(BodyPublishers.ofString("héllo"))
                        .build(),
                BodyHandlers.ofString());

        RecordedRequest request = server.requests().get(0);
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.path()).isEqualTo("/a%20b");
        assertThat(request.query()).isEqualTo("x=1&y=%2F");
        assertThat(request.header("x-tag")).contains("blue");
        assertThat(request.text()).isEqualTo("héllo");
        assertThat(request.arrivedNanos()).isBetween(before, System.nanoTime());
        assertThat(request.connection()).isEqualTo(1);
    }

    @Test
    void a_chunked_request_is_put_together() throws Exception {
        server.on("/chat").reply(200, "ok");
        byte[] body = "chunk".repeat(10_000).getBytes(UTF_8);

        client.send(
                HttpRequest.newBuilder(server.uri("/chat"))
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                        .build(),
                BodyHandlers.ofString());

        assertThat(server.requests().get(0).header("transfer-encoding")).contains("chunked");
        assertThat(server.requests().get(0).body()).isEqualTo(body);
    }

    @Test
    void a_connection_is_kept_alive() throws Exception {
        server.on("/chat").reply(200, "ok");

        post("/chat");
        post("/chat");
        post("/chat");

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void a_reply_with_connection_close_ends_it() throws Exception {
        server.on("/chat").reply(200, Map.of("connection", "close"), "ok");

        post("/chat");
        post("/chat");

        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void many_clients_are_served_at_once() {
        CountDownLatch gate = new CountDownLatch(1);
        server.on("/chat").then(Faults.after(gate, Faults.html()));
        List<CompletableFuture<HttpResponse<String>>> calls =
                IntStream.range(0, 100).mapToObj(i -> postAsync("/chat")).toList();

        Awaitility.await().until(() -> server.count("/chat") == 100);
        gate.countDown();

        assertThat(calls)
                .allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(200));
        assertThat(server.connections()).isEqualTo(100);
    }

    @Test
    void a_path_without_a_script_is_404() throws Exception {
        assertThat(post("/unknown").statusCode()).isEqualTo(404);
        assertThat(server.count("/unknown")).isEqualTo(1);
    }

    @Test
    void an_abandoned_request_is_reported() {
        server.on("/chat").then(Faults.hang());
        HttpRequest impatient = HttpRequest.newBuilder(server.uri("/chat"))
                .timeout(Duration.ofMillis(200))
                .POST(BodyPublishers.ofString("{}"))
                .build();

        assertThatThrownBy(() -> client.send(impatient, BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);

        DroppedRequest dropped = server.awaitDropped(Duration.ofSeconds(5));
        assertThat(dropped.request().path()).isEqualTo("/chat");
        assertThat(dropped.droppedNanos()).isGreaterThan(dropped.request().arrivedNanos());
        assertThat(server.dropped()).containsExactly(dropped);
    }

    @Test
    void a_request_that_was_answered_is_not_reported_when_its_client_goes() throws Exception {
        server.on("/chat").reply(200, "ok");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write("GET /chat HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .endsWith("ok");
        }

        assertThatThrownBy(() -> server.awaitDropped(Duration.ofMillis(50))).isInstanceOf(AssertionError.class);
    }

    @Test
    void closing_the_server_ends_a_hang_at_once() {
        server.on("/chat").then(Faults.hang());
        CompletableFuture<HttpResponse<String>> call = postAsync("/chat");
        Awaitility.await().until(() -> server.count("/chat") == 1);

        server.close();

        assertThatThrownBy(call::join).hasCauseInstanceOf(IOException.class);
        assertThat(server.dropped()).isEmpty();
    }

    @Test
    void an_answer_with_a_fault_of_its_own_fails_the_test_at_close() {
        server.on("/chat").then(wire -> {
            throw new IllegalArgumentException("no such fixture");
        });

        assertThatThrownBy(() -> post("/chat")).hasCauseInstanceOf(IOException.class);

        assertThatThrownBy(server::close).hasRootCauseMessage("no such fixture");
    }

    @Test
    void a_client_that_waits_is_told_to_continue() throws Exception {
        server.on("/upload").reply(200, "stored");
        try (Socket socket = expecting()) {

            String interim = readHead(socket);
            socket.getOutputStream().write("body!".getBytes(UTF_8));
            String reply = readHead(socket);

            assertThat(interim).startsWith("HTTP/1.1 100 ");
            assertThat(reply).startsWith("HTTP/1.1 200 ");
            assertThat(server.requests().get(0).text()).isEqualTo("body!");
        }
    }

    @Test
    void a_client_that_waits_can_be_refused_before_its_body() throws Exception {
        server.on("/upload").refusingBodies().reply(413, "too large");
        try (Socket socket = expecting()) {

            String reply = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(reply).startsWith("HTTP/1.1 413 ").endsWith("too large");
            assertThat(server.requests().get(0).body()).isEmpty();
        }
    }

    private Socket expecting() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        String head = "POST /upload HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(UTF_8));
        return socket;
    }

    private static String readHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("end of the head").isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    private HttpResponse<String> post(String path) throws Exception {
        return postAsync(path).get();
    }

    private CompletableFuture<HttpResponse<String>> postAsync(String path) {
        HttpRequest request = HttpRequest.newBuilder(server.uri(path))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }
}
