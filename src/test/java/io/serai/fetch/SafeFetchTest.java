package io.serai.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of the test lead to loopback, which here counts as public; 10.0.0.0/8 does not. */
class SafeFetchTest {
    private static final Duration TIME = Duration.ofSeconds(20);

    private final FaultServer server = FaultServer.start();
    private final AtomicInteger lookUps = new AtomicInteger();
    private final SafeFetch fetch = new SafeFetch(this::resolve, address -> address.isLoopbackAddress());

    private InetAddress[] resolve(String host) throws UnknownHostException {
        lookUps.incrementAndGet();
        InetAddress here = InetAddress.getByName("127.0.0.1");
        InetAddress inside = InetAddress.getByName("10.1.2.3");
        return switch (host) {
            case "good.example", "other.example" -> new InetAddress[] {here};
            case "inside.example" -> new InetAddress[] {inside};
            case "both.example" -> new InetAddress[] {here, inside};
            // Public when it is looked at, private when it is looked at again.
            case "rebinding.example" -> new InetAddress[] {lookUps.get() == 1 ? here : inside};
            default -> InetAddress.getAllByName(host);
        };
    }

    @AfterEach
    void close() throws IOException {
        fetch.close();
        server.close();
    }

    private URI uri(String host, String path) {
        return URI.create("http://" + host + ":" + server.port() + path);
    }

    private static FetchRules anyExample(int redirects) {
        return new FetchRules(uri -> uri.getHost().endsWith(".example"), uri -> false, redirects);
    }

    private String get(URI uri, int redirects) throws IOException {
        return fetch.get(
                uri,
                anyExample(redirects),
                TIME,
                reply -> new String(reply.body().readAllBytes(), UTF_8));
    }

    private FetchRefusedException refused(URI uri, int redirects) {
        return catchThrowableOfType(FetchRefusedException.class, () -> get(uri, redirects));
    }

    @Test
    void a_host_is_asked_under_its_own_name() throws IOException {
        server.on("/a").reply(200, "hello");

        assertThat(get(uri("good.example", "/a"), 0)).isEqualTo("hello");
        assertThat(server.requests("/a").get(0).header("host")).contains("good.example:" + server.port());
    }

    @Test
    void what_was_checked_is_what_is_connected_to() throws IOException {
        server.on("/a").reply(200, "hello");

        assertThat(get(uri("rebinding.example", "/a"), 0)).isEqualTo("hello");
        assertThat(lookUps).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inside.example", "both.example"})
    void a_name_that_leads_inside_is_refused(String host) {
        assertThat(refused(uri(host, "/a"), 0)).hasMessageContaining("private");
        assertThat(server.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://good.example/a",
                "file:///etc/passwd",
                "http://user@good.example/a",
                "jar:http://x!/a",
                "http://127.0.0.1/a",
                "http://[::1]/a",
                "http://2130706433/a",
                "//good.example/a"
            })
    void only_http_to_allowed_hosts_is_asked(String url) {
        assertThat(refused(URI.create(url), 0)).isNotNull();
        assertThat(lookUps).hasValue(0);
    }

    @Test
    void a_redirect_is_refused_unless_allowed() throws IOException {
        server.on("/from").reply(302, Map.of("location", "/to"), "");
        server.on("/to").reply(200, "there");

        assertThat(refused(uri("good.example", "/from"), 0)).hasMessageContaining("not followed");
        assertThat(server.count("/to")).isZero();
        assertThat(get(uri("good.example", "/from"), 1)).isEqualTo("there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://inside.example/x",
                "http://127.0.0.1/x",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "gopher://good.example/x",
                "http://[::ffff:10.0.0.1]/x"
            })
    void every_hop_is_checked_like_the_first(String location) {
        server.on("/from").reply(302, Map.of("location", location), "");

        assertThat(refused(uri("good.example", "/from"), 5)).isNotNull();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_circle_of_redirects_ends() {
        server.on("/from").reply(307, Map.of("location", "/from"), "");

        assertThat(refused(uri("good.example", "/from"), 3)).hasMessageContaining("3 times");
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void the_time_limit_ends_a_drip() {
        server.on("/a").then(Faults.drip("0123456789".repeat(20), Duration.ofMillis(50)));

        assertEndsInTime(uri("good.example", "/a"));
    }

    @Test
    void the_time_limit_ends_a_hang() {
        server.on("/a").then(Faults.hang());

        assertEndsInTime(uri("good.example", "/a"));
    }

    @Test
    void the_time_limit_ends_a_look_up() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (SafeFetch slow = new SafeFetch(
                host -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new InetAddress[0];
                },
                address -> true)) {
            Instant start = Instant.now();
            SocketTimeoutException late = catchThrowableOfType(
                    SocketTimeoutException.class,
                    () -> slow.get(
                            uri("good.example", "/a"), anyExample(0), Duration.ofMillis(300), FetchReply::status));

            assertThat(late).isNotNull();
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    private void assertEndsInTime(URI uri) {
        Instant start = Instant.now();

        SocketTimeoutException late = catchThrowableOfType(
                SocketTimeoutException.class,
                () -> fetch.get(
                        uri,
                        anyExample(0),
                        Duration.ofMillis(400),
                        reply -> reply.body().readAllBytes()));

        assertThat(late).isNotNull();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_body_that_is_cut_is_a_failure_and_nothing_is_repeated() {
        server.on("/a").then(Faults.truncated("0123456789", 5));

        IOException cut = catchThrowableOfType(IOException.class, () -> get(uri("good.example", "/a"), 0));

        assertThat(cut).isNotNull();
        assertThat(server.count("/a")).isEqualTo(1);
    }

    @Test
    void a_503_is_told_and_not_repeated() throws IOException {
        server.on("/a").reply(503, Map.of("retry-after", "0"), "");

        int status = fetch.get(uri("good.example", "/a"), anyExample(0), TIME, FetchReply::status);

        assertThat(status).isEqualTo(503);
        assertThat(server.count("/a")).isEqualTo(1);
    }

    @Test
    void an_own_address_may_be_private_and_what_it_redirects_to_may_not() {
        SafeFetch strict = new SafeFetch();
        FetchRules own = new FetchRules(uri -> true, uri -> uri.getPort() == server.port(), 1);
        server.on("/a").reply(302, Map.of("location", "http://127.0.0.1:1/"), "");

        FetchRefusedException refused = catchThrowableOfType(
                FetchRefusedException.class, () -> strict.get(uri("127.0.0.1", "/a"), own, TIME, FetchReply::status));

        assertThat(refused).hasMessageContaining("private");
        assertThat(server.count("/a")).isEqualTo(1);
    }
}
