package io.serai;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import io.serai.testing.OpenAiReplies;
import io.serai.testing.SeraiProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator takes the running program out of service and back, by a JMX client in another process. */
class DrainTest {
    private static final String PATH = "/v1/chat/completions";

    @TempDir
    Path folder;

    private static int status(SeraiProcess serai, String path) {
        return serai.send(HttpRequest.newBuilder(URI.create(serai.managementUrl(path))))
                .statusCode();
    }

    @Test
    void a_drained_program_finishes_what_it_has_takes_nothing_new_and_goes_on_when_told() throws Exception {
        int port = free();
        CountDownLatch gate = new CountDownLatch(1);
        try (FaultServer upstream = FaultServer.start();
                SeraiProcess serai = SeraiProcess.start(
                        folder,
                        Map.of(
                                "SERAI_UPSTREAM_OPENAI_BASE_URL",
                                upstream.url() + "/v1",
                                "OPENAI_API_KEY",
                                LiveSerai.CANARY,
                                "JAVA_TOOL_OPTIONS",
                                "-Dcom.sun.management.jmxremote.port=" + port
                                        + " -Dcom.sun.management.jmxremote.rmi.port=" + port
                                        + " -Dcom.sun.management.jmxremote.host=127.0.0.1"
                                        + " -Djava.rmi.server.hostname=127.0.0.1"
                                        + " -Dcom.sun.management.jmxremote.authenticate=false"
                                        + " -Dcom.sun.management.jmxremote.ssl=false"));
                JMXConnector client = connect(port)) {
            MBeanServerConnection jmx = client.getMBeanServerConnection();
            ObjectName all = new ObjectName("io.serai:context=\"serai\",type=serai");
            upstream.on(PATH)
                    .then(Faults.after(gate, Faults.json(200, OpenAiReplies.chat("hi"))))
                    .reply(200, OpenAiReplies.chat("hi"));
            CompletableFuture<HttpResponse<byte[]>> underWay =
                    CompletableFuture.supplyAsync(() -> serai.post("/llm/chat", "{\"prompt\": \"one\"}"));
            Awaitility.await().until(() -> upstream.count(PATH) == 1);

            assertThat(jmx.invoke(all, "drain", null, null)).asString().contains("1 calls are under way");

            assertThat(jmx.getAttribute(all, "Draining")).isEqualTo(true);
            assertThat(status(serai, "/observe/health/ready")).isEqualTo(503);
            assertThat(status(serai, "/observe/health/live")).isEqualTo(200);
            assertThat(serai.post("/llm/chat", "{\"prompt\": \"two\"}").statusCode())
                    .isEqualTo(503);
            Path waiting = serai.data().resolve("inbox/llm-chat/question.txt");
            Files.createDirectories(waiting.getParent());
            Files.writeString(waiting, "three");
            gate.countDown();
            assertThat(underWay.get().statusCode()).isEqualTo(200);
            assertThat(upstream.count(PATH)).isEqualTo(1);
            assertThat(waiting).exists();

            assertThat(jmx.invoke(all, "resume", null, null)).asString().contains("take work again");

            assertThat(serai.post("/llm/chat", "{\"prompt\": \"four\"}").statusCode())
                    .isEqualTo(200);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !Files.exists(waiting));
            assertThat(status(serai, "/observe/health/ready")).isEqualTo(200);
        }
    }

    @SuppressWarnings("BanJNDI") // The address is that of this test's own process.
    private static JMXConnector connect(int port) throws IOException {
        return JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi"));
    }

    private static int free() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
