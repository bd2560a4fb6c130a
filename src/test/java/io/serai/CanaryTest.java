package io.serai;

import static io.serai.testing.LiveSerai.CANARY;
import static io.serai.testing.OpenAiReplies.chat;
import static io.serai.testing.OpenAiReplies.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.serai.testing.FaultServer;
import io.serai.testing.LiveSerai;
import io.serai.testing.SeraiProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key goes to its upstream and nowhere else. */
class CanaryTest {
    private static final String PATH = "/v1/chat/completions";
    private static final String DOOR_KEY = "canary-door-5521";
    private static final String REDIS_PASSWORD = "canary-redis-9911";

    @TempDir
    Path folder;

    @Test
    void no_key_is_in_an_answer_a_log_a_metric_or_a_file() throws IOException {
        try (FaultServer upstream = FaultServer.start();
                SeraiProcess serai = SeraiProcess.start(
                        folder,
                        Map.of(
                                "SERAI_UPSTREAM_OPENAI_BASE_URL",
                                upstream.url() + "/v1",
                                "OPENAI_API_KEY",
                                CANARY,
                                "SERAI_API_KEYS",
                                DOOR_KEY,
                                "SERAI_REDIS_URL",
                                "redis://:" + REDIS_PASSWORD + "@127.0.0.1:1",
                                "SERAI_RETRY_MIN_WAIT",
                                "5ms",
                                "SERAI_RETRY_MAX_WAIT",
                                "5ms"))) {
            upstream.on(PATH)
                    .reply(200, chat("hi"))
                    .reply(
                            401,
                            error("invalid_request_error", "invalid_api_key").replace("said", CANARY))
                    .reply(500, CANARY);
            StringBuilder seen = new StringBuilder();
            for (String model : List.of("a", "b", "c")) {
                seen.append(answer(serai, "/llm/chat", "{\"prompt\": \"x\", \"model\": \"" + model + "\"}"));
            }
            seen.append(answer(serai, "/cache/a", null));
            seen.append(SeraiProcess.text(serai.post("/llm/chat", "{}")));
            for (String path : List.of("/observe/health", "/observe/metrics", "/console/", "/console/state.json")) {
                seen.append(
                        SeraiProcess.text(serai.send(HttpRequest.newBuilder(URI.create(serai.managementUrl(path))))));
            }
            serai.terminate();
            serai.exitCode();
            try (Stream<Path> files = Files.walk(folder)) {
                // The ledger is among them.
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    seen.append(file).append(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }

            assertThat(seen).contains("llm-chat at openai").doesNotContain("canary");
            assertThat(upstream.requests().get(0).header("authorization")).contains("Bearer " + CANARY);
        }
    }

    private static String answer(SeraiProcess serai, String path, String json) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(serai.url(path))).header("Authorization", "Bearer " + DOOR_KEY);
        if (json != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
        }
        var response = serai.send(request);
        return response.headers().map() + SeraiProcess.text(response);
    }

    @Test
    void no_key_is_in_an_exception_or_in_anything_that_jmx_shows() throws JMException {
        try (FaultServer upstream = FaultServer.start()) {
            upstream.on(PATH).reply(200, chat("hi")).reply(500, CANARY);
            try (Serai serai = LiveSerai.start(upstream)) {
                serai.llm().chatCompletion("hello");
                Throwable failure = catchThrowable(() -> serai.llm().chatCompletion("fail"));
                StringWriter trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));

                String shown = everythingInJmx();

                assertThat(shown).contains("openai-llm-chat", "type=serai").doesNotContain("canary");
                assertThat(trace.toString()).doesNotContain("canary");
            }
        }
    }

    private static Set<ObjectName> names(MBeanServer server) throws JMException {
        Set<ObjectName> names = new HashSet<>(server.queryNames(new ObjectName("org.apache.camel:*"), null));
        names.addAll(server.queryNames(new ObjectName("io.serai:*"), null));
        return names;
    }

    /** All attributes of Camel's MBeans and ours, and what their dump operations answer. */
    private static String everythingInJmx() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        StringBuilder shown = new StringBuilder();
        for (ObjectName name : names(server)) {
            shown.append(name);
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable()) {
                    shown.append(server.getAttribute(name, attribute.getName())).append('\n');
                }
            }
            for (MBeanOperationInfo operation : server.getMBeanInfo(name).getOperations()) {
                // Dumping as YAML needs a library that Serai does not bring.
                if (operation.getName().matches("dump.*Xml") && operation.getSignature().length == 0) {
                    shown.append(server.invoke(name, operation.getName(), new Object[0], new String[0]))
                            .append('\n');
                }
            }
        }
        return shown.toString();
    }
}
