package io.serai.openai;

import static io.serai.testing.OpenAiReplies.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.Serai;
import io.serai.config.SettingException;
import io.serai.error.UpstreamException;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import io.serai.testing.TestCertificate;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why no connection comes about is told apart, and what no retry can cure is not tried again. */
class TlsFailuresTest {
    private static final String PATH = "/v1/chat/completions";

    @TempDir
    Path folder;

    private String caFile() throws Exception {
        Certificate authority = TestCertificate.trusted().trustStore().getCertificate("authority");
        String pem = "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(authority.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        return Files.writeString(folder.resolve("ca.pem"), pem).toString();
    }

    @Test
    void an_authority_of_ones_own_can_be_trusted() throws Exception {
        try (FaultServer upstream = FaultServer.startTls(TestCertificate.trusted());
                Serai serai = LiveSerai.start(upstream, "serai.upstream.openai.ca-file", caFile())) {
            upstream.on(PATH).reply(200, chat("hi"));

            assertThat(serai.llm().chatCompletion("hello")).isEqualTo("hi");
        }
    }

    static Stream<Arguments> certificates() {
        return Stream.of(
                Arguments.of(TestCertificate.selfSigned(), "signed by nobody"),
                Arguments.of(TestCertificate.expired(), "has expired"),
                Arguments.of(TestCertificate.wrongName(), "for another host name"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("certificates")
    void a_bad_certificate_is_named_and_tried_once(TestCertificate certificate, String says) throws Exception {
        try (FaultServer upstream = FaultServer.startTls(certificate);
                Serai serai = LiveSerai.start(upstream, "serai.upstream.openai.ca-file", caFile())) {
            UpstreamException failure = failure(serai);

            assertThat(failure).hasMessageContaining(says);
            assertThat(failure.retryable()).isFalse();
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void plain_http_where_tls_is_expected_is_told() {
        try (FaultServer upstream = FaultServer.start();
                Serai serai = LiveSerai.start(
                        upstream, "serai.upstream.openai.base-url", "https://127.0.0.1:" + upstream.port() + "/v1")) {
            upstream.onConnect().then(Faults.raw("HTTP/1.1 400 Bad Request\r\n\r\n"));

            assertThat(failure(serai)).hasMessageContaining("no TLS connection is possible");
        }
    }

    @Test
    void a_refused_connection_is_told() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        try (FaultServer upstream = FaultServer.start();
                Serai serai = LiveSerai.start(
                        upstream, "serai.upstream.openai.base-url", "http://127.0.0.1:" + port + "/v1")) {
            assertThat(failure(serai)).hasMessageContaining("refused");
        }
    }

    @Test
    void a_host_name_that_nobody_knows_is_told() {
        try (FaultServer upstream = FaultServer.start();
                Serai serai =
                        LiveSerai.start(upstream, "serai.upstream.openai.base-url", "http://no-such-host.invalid/v1")) {
            assertThat(failure(serai)).hasMessageContaining("host name is not known");
        }
    }

    @Test
    void a_file_without_certificates_is_an_error_at_start() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        try (FaultServer upstream = FaultServer.start()) {
            assertThatThrownBy(() -> LiveSerai.start(upstream, "serai.upstream.openai.ca-file", empty.toString()))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("serai.upstream.openai.ca-file");
        }
    }

    private static UpstreamException failure(Serai serai) {
        return catchThrowableOfType(UpstreamException.class, () -> serai.llm().chatCompletion("hello"));
    }
}
