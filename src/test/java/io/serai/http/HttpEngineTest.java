package io.serai.http;

import static io.serai.http.EngineFixture.get;
import static io.serai.http.EngineFixture.routes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.RoutePolicySupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HTTP server, seen from a socket. */
@Timeout(60)
class HttpEngineTest {
    /** The JDK's own pool has one thread on a small machine, and these wait for one another. */
    private static final Executor THREADS = work -> new Thread(work).start();

    private static final String ECHO = "/echo?httpMethodRestrict=POST,GET";

    private static void echo(Exchange exchange) {
        byte[] body = exchange.getIn().getBody(byte[].class);
        exchange.getMessage().setHeader("Content-Type", "text/plain");
        exchange.getMessage()
                .setBody(new String(body, UTF_8) + "|" + exchange.getIn().getHeader("x"));
    }

    private static EngineFixture echo() throws Exception {
        return EngineFixture.start(routes(Map.of(ECHO, HttpEngineTest::echo)));
    }

    private static String post(String headers, String body) {
        return "POST /echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n" + body;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Content-Length: 5000                            | ''     | 413 | larger than 1000 bytes
            Content-Length: 5000\\r\\nExpect: 100-continue  | ''     | 413 | larger than 1000 bytes
            Authorization: no\\r\\nContent-Length: 9\\r\\nExpect: 100-continue | '' | 404 | nothing here
            Content-Length: x                               | ''     | 400 | ''
            Content-Length: 2                               | hi     | 200 | hi|null
            x: 1\\r\\nContent-Length: 2                     | hi     | 200 | hi|1
            Transfer-Encoding: chunked                      | '2\\r\\nhi\\r\\n0\\r\\n\\r\\n' | 200 | hi|null
            """)
    void a_body_is_bounded_before_it_is_read(String headers, String body, int status, String says) throws Exception {
        try (EngineFixture server = echo()) {
            String reply =
                    server.exchange(post(headers.replace("\\r\\n", "\r\n") + "\r\n", body.replace("\\r\\n", "\r\n")));

            assertThat(reply).startsWith("HTTP/1.1 " + status).contains(says).doesNotContain("100 Continue");
        }
    }

    @Test
    void a_body_that_grows_too_large_while_it_arrives_is_refused() throws Exception {
        try (EngineFixture server = echo();
                Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
            byte[] chunk = ("1f4\r\n" + "x".repeat(500) + "\r\n").getBytes(UTF_8);
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write(chunk);
            }
            byte[] head = socket.getInputStream().readNBytes(12);

            assertThat(new String(head, UTF_8)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on() throws Exception {
        try (EngineFixture server = echo();
                Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write(post("Content-Length: 2\r\nExpect: 100-continue\r\n", "")
                            .getBytes(UTF_8));
            String go = new String(socket.getInputStream().readNBytes(25), UTF_8);
            socket.getOutputStream().write("hi".getBytes(UTF_8));

            assertThat(go).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("hi|null");
        }
    }

    @Test
    void head_answers_the_head_of_get() throws Exception {
        try (EngineFixture server = echo()) {
            String reply = server.exchange(get("/echo").replace("GET", "HEAD"));

            assertThat(reply)
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("content-length: 5\r\n")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void what_is_no_request_is_answered_with_a_problem() throws Exception {
        try (EngineFixture server = echo()) {
            assertThat(server.exchange("GET /echo HTTP/1.1\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("problem")
                    .contains("host");
            assertThat(server.exchange(get("/" + "a".repeat(9000))))
                    .contains("414 Request-URI Too Long")
                    .contains("uri: is longer than 8192 bytes");
            assertThat(server.exchange(get("/echo").replace("Host", "x: " + "y".repeat(70_000) + "\r\nHost")))
                    .contains("431 Request Header Fields Too Large")
                    .contains("headers: are more than 65536 bytes");
            assertThat(server.exchange("nonsense\r\n\r\n"))
                    .contains("400 Bad Request")
                    .contains("request: is not HTTP");
            assertThat(server.exchange(get("/echo?x=%zz")))
                    .startsWith("HTTP/1.1 400")
                    .contains("query");
            assertThat(server.exchange(get("/nowhere")))
                    .startsWith("HTTP/1.1 404")
                    .contains("nothing here");
        }
    }

    @Test
    void a_parameter_never_takes_the_place_of_a_header_and_nothing_of_a_request_comes_back() throws Exception {
        try (EngineFixture server = echo()) {
            String reply =
                    server.exchange(get("/echo?x=fromquery&Set-Cookie=a").replace("Host:", "x: fromheader\r\nHost:"));

            assertThat(reply)
                    .endsWith("|fromheader")
                    .doesNotContain("Set-Cookie")
                    .doesNotContain("x: from");
        }
    }

    @Test
    void a_client_that_dribbles_its_head_or_its_body_or_waits_forever_is_dropped() throws Exception {
        try (EngineFixture server = echo()) {
            assertThat(server.exchange("GET /echo HTTP/1.1\r\nHos")).isEmpty();
            assertThat(server.exchange("")).isEmpty();
            assertThat(server.exchange("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx"))
                    .isEmpty();
            // One that was served may stay for the keep-alive, and no longer.
            assertThat(server.exchange("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void a_later_head_on_a_kept_connection_has_no_more_time_than_the_first() throws Exception {
        HttpLimits patient = new HttpLimits(
                "127.0.0.1",
                EngineFixture.freePort(),
                1000,
                1000,
                9,
                Duration.ofMinutes(1),
                EngineFixture.SHORT,
                List.of());
        byte[] whole = "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8);
        try (EngineFixture server = EngineFixture.start(patient, routes(Map.of(ECHO, HttpEngineTest::echo)));
                Socket dribbling = server.connect();
                Socket idle = server.connect()) {
            for (Socket each : List.of(dribbling, idle)) {
                each.getOutputStream().write(whole);
                assertThat(answer(each)).startsWith("HTTP/1.1 200");
            }

            dribbling.getOutputStream().write("GET /echo HTTP/1.1\r\nHos".getBytes(UTF_8));

            assertThat(dribbling.getInputStream().read()).as("dropped").isEqualTo(-1);
            // Nobody minds a connection that was silent for as long.
            idle.getOutputStream().write(whole);
            assertThat(answer(idle)).startsWith("HTTP/1.1 200");
        }
    }

    /** One reply of a connection that stays open: its body ends with "null". */
    private static String answer(Socket socket) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf("|null") < 0) {
            read.append((char) socket.getInputStream().read());
        }
        return read.toString();
    }

    @Test
    void a_route_may_take_longer_than_any_client_may() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        try (EngineFixture server = EngineFixture.start(routes(Map.of("/slow", exchange -> {
            slow.await(3 * EngineFixture.SHORT.toMillis(), TimeUnit.MILLISECONDS);
            exchange.getMessage().setBody("done");
        })))) {
            assertThat(server.exchange(get("/slow"))).endsWith("done");
        }
    }

    @Test
    void one_call_too_many_is_told_to_come_back() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (EngineFixture server = EngineFixture.start(
                EngineFixture.limits(EngineFixture.freePort(), 1, List.of()), routes(Map.of("/slow", exchange -> {
                    inside.countDown();
                    leave.await();
                    exchange.getMessage().setBody("done");
                })))) {
            CompletableFuture<String> first =
                    CompletableFuture.supplyAsync(() -> unchecked(server, get("/slow")), THREADS);
            inside.await();
            String second = server.exchange(get("/slow"));
            leave.countDown();

            assertThat(second).startsWith("HTTP/1.1 503").contains("serai.http.max-calls");
            assertThat(first.get()).endsWith("done");
            assertThat(server.exchange(get("/slow"))).endsWith("done");
        }
    }

    private static String unchecked(EngineFixture server, String request) {
        try {
            return server.exchange(request);
        } catch (IOException e) {
            return String.valueOf(e);
        }
    }

    @Test
    void a_stop_lets_the_calls_in_hand_finish_and_takes_no_more() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        EngineFixture server = EngineFixture.start(routes(Map.of("/slow", exchange -> {
            inside.countDown();
            leave.await();
            exchange.getMessage().setBody("done");
        })));
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> unchecked(server, get("/slow")), THREADS);
        inside.await();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close, THREADS);
        Awaitility.await().until(() -> unchecked(server, get("/slow")).startsWith("HTTP/1.1 503"));
        leave.countDown();

        assertThat(first.get()).endsWith("done");
        stop.get();
        assertThatThrownBy(server::connect).isInstanceOf(IOException.class);
    }

    @Test
    void a_request_between_the_end_of_its_route_and_that_of_the_port_is_told_to_come_back() throws Exception {
        AtomicReference<EngineFixture> engine = new AtomicReference<>();
        AtomicReference<String> late = new AtomicReference<>();
        RoutePolicySupport last = new RoutePolicySupport() {
            @Override
            public void onStop(Route route) {
                late.set(unchecked(engine.get(), get("/echo")));
            }
        };
        engine.set(EngineFixture.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:" + ECHO).routePolicy(last).process(HttpEngineTest::echo);
            }
        }));

        engine.get().close();

        assertThat(late.get()).startsWith("HTTP/1.1 503").contains("stopping");
    }

    @Test
    void a_streamed_reply_arrives_as_it_is_made() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (EngineFixture server = EngineFixture.start(routes(Map.of("/stream", exchange -> {
                    ReplyStream reply = HttpCall.of(exchange).reply();
                    reply.begin(200, Map.of("Content-Type", "text/event-stream"));
                    reply.write("data: 1\n\n".getBytes(UTF_8));
                    // Nothing else is sent before the client has seen the first piece.
                    seen.await();
                    reply.write("data: 2\n\n".getBytes(UTF_8));
                    reply.end();
                })));
                Socket socket = server.connect()) {
            socket.getOutputStream().write(get("/stream").getBytes(UTF_8));
            StringBuilder read = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (read.indexOf("data: 1") < 0) {
                read.append((char) in.read());
            }
            seen.countDown();

            assertThat(new String(in.readAllBytes(), UTF_8)).contains("data: 2").endsWith("0\r\n\r\n");
        }
    }

    @Test
    void a_stream_whose_route_gives_up_never_looks_complete() throws Exception {
        try (EngineFixture server = EngineFixture.start(routes(Map.of("/stream", exchange -> {
            ReplyStream reply = HttpCall.of(exchange).reply();
            reply.begin(200, Map.of());
            reply.write("half".getBytes(UTF_8));
            throw new IllegalStateException("gave up");
        })))) {
            assertThat(server.exchange(get("/stream"))).contains("half").doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void a_writer_waits_for_a_slow_client_and_drops_one_that_takes_nothing() throws Exception {
        AtomicReference<Exception> end = new AtomicReference<>();
        AtomicReference<Integer> written = new AtomicReference<>(0);
        try (EngineFixture server = EngineFixture.start(routes(Map.of("/stream", exchange -> {
                    ReplyStream reply = HttpCall.of(exchange).reply();
                    reply.begin(200, Map.of());
                    byte[] piece = new byte[64 * 1024];
                    try {
                        for (int i = 1; i < 4000; i++) {
                            reply.write(piece);
                            written.set(i);
                        }
                    } catch (IOException e) {
                        end.set(e);
                    }
                })));
                Socket socket = server.connect()) {
            socket.getOutputStream().write(get("/stream").getBytes(UTF_8));
            Awaitility.await().until(() -> end.get() != null);

            assertThat(end.get()).hasMessageContaining("took nothing");
            assertThat(written.get())
                    .as("what the two kernels buffer, and a little more")
                    .isLessThan(400);
        }
    }

    @Test
    void a_route_hears_that_its_client_has_left() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        try (EngineFixture server = EngineFixture.start(routes(Map.of("/slow", exchange -> {
            HttpCall.of(exchange).whenGone(gone::countDown);
            inside.countDown();
            gone.await();
        })))) {
            try (Socket socket = server.connect()) {
                socket.getOutputStream().write(get("/slow").getBytes(UTF_8));
                inside.await();
            }
            assertThat(gone.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void an_upload_goes_through_a_file_that_is_gone_afterwards() throws Exception {
        AtomicReference<File> kept = new AtomicReference<>();
        try (EngineFixture server =
                EngineFixture.start(routes(Map.of("/up?useStreaming=true&httpMethodRestrict=PUT", exchange -> {
                    File file = exchange.getIn().getBody(File.class);
                    kept.set(file);
                    exchange.getMessage().setBody(Arrays.hashCode(Files.readAllBytes(file.toPath())));
                })))) {
            byte[] bytes = new byte[2_500_000];
            new java.util.Random(5).nextBytes(bytes);
            HttpClient http = HttpClient.newHttpClient();
            var request = HttpRequest.newBuilder(URI.create(server.url("/up")));
            var good = http.send(
                    request.PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)).build(),
                    HttpResponse.BodyHandlers.ofString());
            var large = http.send(
                    request.PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[4 << 20]))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(good.body()).isEqualTo(String.valueOf(Arrays.hashCode(bytes)));
            assertThat(large.statusCode()).isEqualTo(413);
            Awaitility.await().until(() -> !kept.get().exists());
        }
    }

    @Test
    void http_2_without_tls_is_spoken_too() throws Exception {
        try (EngineFixture server = echo()) {
            HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(server.url("/echo"))).build();

            http.send(request, HttpResponse.BodyHandlers.ofString());
            var second = http.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(second.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(second.body()).isEqualTo("|null");
        }
    }

    @Test
    void only_the_configured_web_pages_may_call() throws Exception {
        String ask = "OPTIONS /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nOrigin: https://app.example\r\n"
                + "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization\r\n\r\n";
        try (EngineFixture closed = echo();
                EngineFixture open = EngineFixture.start(
                        EngineFixture.limits(EngineFixture.freePort(), 9, List.of("https://app.example")),
                        routes(Map.of(ECHO, HttpEngineTest::echo)))) {
            assertThat(closed.exchange(ask)).doesNotContainIgnoringCase("access-control");
            assertThat(open.exchange(ask))
                    .startsWith("HTTP/1.1 204")
                    .containsIgnoringCase("access-control-allow-origin: https://app.example")
                    .containsIgnoringCase("access-control-allow-headers: authorization");
            assertThat(open.exchange(ask.replace("app.example", "evil.example")))
                    .doesNotContainIgnoringCase("access-control-allow");
        }
    }

    @Test
    void a_taken_port_ends_the_start() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EngineFixture.start(
                            EngineFixture.limits(taken.getLocalPort(), 9, List.of()),
                            routes(Map.of(ECHO, HttpEngineTest::echo))))
                    .hasStackTraceContaining("BindException");
        }
    }

    @Test
    void the_most_exact_path_takes_the_request() throws Exception {
        try (EngineFixture server = EngineFixture.start(routes(Map.of(
                "/a?matchOnUriPrefix=true", exchange -> exchange.getMessage().setBody("prefix"),
                "/a/{name}/b",
                        exchange ->
                                exchange.getMessage().setBody(exchange.getIn().getHeader("name")),
                "/a/c/b", exchange -> exchange.getMessage().setBody("exact"))))) {
            assertThat(server.exchange(get("/a/x/y/z"))).endsWith("prefix");
            assertThat(server.exchange(get("/a/%E9%AA%86/b"))).endsWith("骆");
            assertThat(server.exchange(get("/a/c/b/"))).endsWith("exact");
            assertThat(server.exchange(get("/ab"))).startsWith("HTTP/1.1 404");
        }
    }
}
