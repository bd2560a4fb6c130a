package io.serai.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** {@link FaultServer} over TLS with good and bad certificates. */
class FaultServerTlsTest {
    @Test
    void a_trusted_certificate_is_accepted() throws Exception {
        TestCertificate certificate = TestCertificate.trusted();
        try (FaultServer server = FaultServer.startTls(certificate)) {
            server.on("/x").reply(200, "ok");

            assertThat(get(server, certificate).body()).isEqualTo("ok");
            assertThat(server.url()).startsWith("https://");
        }
    }

    @Test
    void an_expired_certificate_is_refused() {
        refused(TestCertificate.expired(), "validity check failed");
    }

    @Test
    void a_certificate_for_another_host_is_refused() {
        refused(TestCertificate.wrongName(), "No subject alternative names matching IP address 127.0.0.1");
    }

    @Test
    void a_self_signed_certificate_is_refused() {
        refused(TestCertificate.selfSigned(), "unable to find valid certification path");
    }

    @Test
    void a_slow_handshake_can_be_waited_for() throws Exception {
        TestCertificate certificate = TestCertificate.trusted();
        try (FaultServer server = FaultServer.startTls(certificate)) {
            server.onConnect().then(Faults.pause(Duration.ofMillis(50)));
            server.on("/x").reply(200, "ok");

            assertThat(get(server, certificate).body()).isEqualTo("ok");
        }
    }

    @Test
    void a_handshake_that_never_comes_times_out() {
        TestCertificate certificate = TestCertificate.trusted();
        try (FaultServer server = FaultServer.startTls(certificate)) {
            server.onConnect().then(Faults.hang());

            assertThatThrownBy(() -> get(server, certificate, Duration.ofMillis(500)))
                    .isInstanceOf(HttpTimeoutException.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void an_aborted_request_is_seen_through_tls() {
        TestCertificate certificate = TestCertificate.trusted();
        try (FaultServer server = FaultServer.startTls(certificate)) {
            server.on("/x").then(Faults.hang());

            assertThatThrownBy(() -> get(server, certificate, Duration.ofSeconds(3)))
                    .isInstanceOf(HttpTimeoutException.class);

            assertThat(server.awaitDropped(Duration.ofSeconds(5)).request().path())
                    .isEqualTo("/x");
        }
    }

    private static void refused(TestCertificate certificate, String why) {
        try (FaultServer server = FaultServer.startTls(certificate)) {
            server.on("/x").reply(200, "ok");

            assertThatThrownBy(() -> get(server, certificate))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasStackTraceContaining(why);
            assertThat(server.requests()).isEmpty();
        }
    }

    private static HttpResponse<String> get(FaultServer server, TestCertificate certificate) throws Exception {
        return get(server, certificate, Duration.ofSeconds(30));
    }

    private static HttpResponse<String> get(FaultServer server, TestCertificate certificate, Duration timeout)
            throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(certificate.clientContext()).build();
        HttpRequest request =
                HttpRequest.newBuilder(server.uri("/x")).timeout(timeout).build();
        return client.send(request, BodyHandlers.ofString());
    }
}
