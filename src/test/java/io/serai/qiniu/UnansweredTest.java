package io.serai.qiniu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.config.Settings;
import io.serai.error.ApiTimeoutException;
import io.serai.error.ErrorDetail;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.retry.Deadline;
import io.serai.storage.Attempt;
import io.serai.testing.UnreachablePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnansweredTest {
    private static final KodoHttp.Limits LIMITS =
            new KodoHttp.Limits(Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofSeconds(2));

    @Test
    void a_host_that_takes_no_connection_is_a_timeout_of_connecting() throws IOException {
        try (UnreachablePort port = UnreachablePort.open()) {
            ServiceException failed = get(port.url());

            assertThat(failed)
                    .isInstanceOfSatisfying(
                            ApiTimeoutException.class,
                            timeout -> assertThat(timeout.phase()).isEqualTo(ApiTimeoutException.Phase.CONNECT));
        }
    }

    @Test
    void a_refused_connection_names_the_setting() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        ServiceException failed = get("http://127.0.0.1:" + port);

        assertThat(failed).isInstanceOf(UpstreamException.class).hasMessageContaining("serai.qiniu.domain");
        assertThat(failed.retryable()).isTrue();
    }

    @Test
    void an_unknown_host_names_the_setting_and_not_the_signed_url() {
        ServiceException failed = get("http://kodo.invalid");

        assertThat(failed).isInstanceOf(UpstreamException.class).hasMessageContaining("serai.qiniu.domain");
        assertThat(failed).hasMessageNotContaining("token=");
    }

    private static ServiceException get(String domain) {
        Settings settings = Settings.of(Map.of(
                "serai.qiniu.access-key", "ak",
                "serai.qiniu.secret-key", "sk",
                "serai.qiniu.bucket", "bucket",
                "serai.qiniu.private", "true",
                "serai.qiniu.domain", domain));
        Attempt attempt = new Attempt(ErrorDetail.of("storage-download"), Deadline.in(Duration.ofSeconds(10)));
        try (KodoStore store = KodoStore.of(settings, LIMITS)) {
            return catchThrowableOfType(ServiceException.class, () -> store.get("a.txt", null, 100, attempt));
        }
    }
}
