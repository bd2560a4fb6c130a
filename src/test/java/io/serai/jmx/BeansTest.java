package io.serai.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.Operation;
import io.serai.Serai;
import io.serai.error.UpstreamException;
import io.serai.testing.FaultServer;
import io.serai.testing.LiveSerai;
import io.serai.testing.OpenAiReplies;
import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The MBeans through a real JMX client over RMI, as a console would use them. */
class BeansTest {
    private final FaultServer upstream = FaultServer.start();
    private final Serai serai = LiveSerai.start(upstream, "serai.budget.day", "5");
    private JMXConnectorServer server;
    private JMXConnector client;
    private MBeanServerConnection jmx;

    @BeforeEach
    @SuppressWarnings("BanJNDI") // The address is that of this test's own server.
    void connect() throws Exception {
        server = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("service:jmx:rmi://127.0.0.1"), null, ManagementFactory.getPlatformMBeanServer());
        server.start();
        client = JMXConnectorFactory.connect(server.getAddress());
        jmx = client.getMBeanServerConnection();
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
        server.stop();
        serai.close();
        upstream.close();
    }

    private ObjectName name(String keys) throws Exception {
        return new ObjectName(
                "io.serai:context=" + ObjectName.quote(serai.context().getName()) + "," + keys);
    }

    private Object get(String keys, String attribute) throws Exception {
        return jmx.getAttribute(name(keys), attribute);
    }

    @Test
    void a_service_and_an_upstream_show_what_they_did() throws Exception {
        upstream.on("/v1/chat/completions").reply(500, "{}").reply(200, OpenAiReplies.chat("hi"));

        serai.llm().chatCompletion("hello");

        assertThat(get("type=service,name=llm-chat", "Calls")).isEqualTo(1L);
        assertThat(get("type=service,name=llm-chat", "Errors")).isEqualTo(0L);
        assertThat((long) get("type=service,name=llm-chat", "PromptTokens")).isPositive();
        assertThat((double) get("type=service,name=llm-chat", "CostUsd")).isPositive();
        assertThat((long) get("type=service,name=llm-chat", "P95Millis")).isPositive();
        String openai = "type=upstream,name=" + ObjectName.quote("openai");
        assertThat(get(openai, "Requests")).isEqualTo(2L);
        assertThat(get(openai, "Failures")).isEqualTo(1L);
        assertThat(get(openai, "Retries")).isEqualTo(1L);
        assertThat(get(openai, "LastOutcome")).isEqualTo("ok");
        assertThat((double) get("type=serai", "CostTodayUsd")).isPositive();
        assertThat((String[]) get("type=serai", "Budgets"))
                .singleElement()
                .asString()
                .startsWith("serai.budget.day: ");

        jmx.invoke(name("type=service,name=llm-chat"), "resetStatistics", new Object[0], new String[0]);
        assertThat(get("type=service,name=llm-chat", "Calls")).isEqualTo(0L);
    }

    @Test
    void flushing_forgets_the_kept_replies() throws Exception {
        upstream.on("/v1/chat/completions").reply(200, OpenAiReplies.chat("hi"));
        serai.llm().chatCompletion("hello");
        serai.llm().chatCompletion("hello");
        assertThat(upstream.count("/v1/chat/completions")).isEqualTo(1);

        Object said = jmx.invoke(name("type=serai"), "flushCache", new Object[0], new String[0]);

        assertThat(said).isEqualTo("1 kept replies are forgotten");
        serai.llm().chatCompletion("hello");
        assertThat(upstream.count("/v1/chat/completions")).isEqualTo(2);
    }

    @Test
    void an_upstream_is_left_alone_by_hand_and_used_again() throws Exception {
        upstream.on("/v1/chat/completions").reply(200, OpenAiReplies.chat("hi"));
        ObjectName openai = name("type=upstream,name=" + ObjectName.quote("openai"));

        jmx.invoke(openai, "tripBreaker", new Object[0], new String[0]);

        assertThat(jmx.getAttribute(openai, "Breaker")).isEqualTo("forced_open");
        assertThatThrownBy(() -> serai.llm().chatCompletion("hello"))
                .isInstanceOf(UpstreamException.class)
                .hasMessageContaining("left alone");
        assertThat(upstream.count("/v1/chat/completions")).isZero();

        jmx.invoke(openai, "resetBreaker", new Object[0], new String[0]);
        assertThat(serai.llm().chatCompletion("hello")).isEqualTo("hi");

        jmx.invoke(openai, "restKey", new Object[] {1, 60}, new String[] {"int", "int"});
        assertThat(jmx.getAttribute(openai, "Keys")).isEqualTo("0 of 1");
        jmx.invoke(openai, "wakeKeys", new Object[0], new String[0]);
        assertThat(jmx.getAttribute(openai, "Keys")).isEqualTo("1 of 1");
    }

    @Test
    void everything_has_a_description() throws Exception {
        Set<ObjectName> names = jmx.queryNames(name("*"), null);

        assertThat(names).hasSize(Operation.values().length + 2);
        for (ObjectName name : names) {
            MBeanInfo info = jmx.getMBeanInfo(name);
            assertThat(info.getDescription()).contains("Serai");
            for (MBeanAttributeInfo attribute : info.getAttributes()) {
                assertThat(attribute.getDescription())
                        .as(name + " " + attribute.getName())
                        .contains(" ");
                assertThat(jmx.getAttribute(name, attribute.getName())).isNotNull();
            }
            for (MBeanOperationInfo operation : info.getOperations()) {
                if (operation.getName().matches("(get|is)[A-Z].*")) {
                    continue;
                }
                assertThat(operation.getDescription())
                        .as(name + " " + operation.getName())
                        .contains(" ");
            }
        }
    }

    @Test
    void closing_takes_the_beans_away() throws Exception {
        ObjectName all = name("*");
        serai.close();

        assertThat(jmx.queryNames(all, null)).isEmpty();
    }
}
