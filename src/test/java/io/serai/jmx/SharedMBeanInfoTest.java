package io.serai.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class SharedMBeanInfoTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @Test
    void every_mbean_shows_what_camel_alone_would_show() throws Exception {
        Map<String, Object> expected = beans("plain", context -> {});

        Map<String, Object> shared = beans("shared", SharedMBeanInfo::install);

        assertThat(expected).hasSizeGreaterThan(15);
        assertThat(shared.keySet()).isEqualTo(expected.keySet());
        // One by one: a failure shows one MBean, not all.
        expected.forEach((bean, info) -> assertThat(shared.get(bean)).as(bean).isEqualTo(info));
    }

    /** What there is to see by the name of the MBean, and for a step which step it is. */
    private Map<String, Object> beans(String name, Setup setup) throws Exception {
        Map<String, Object> seen = new TreeMap<>();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getCamelContextExtension().setName(name);
            setup.on(context);
            context.addRoutes(routes());
            context.start();
            for (ObjectName bean : server.queryNames(new ObjectName("org.apache.camel:context=" + name + ",*"), null)) {
                // Some names end in an identity of the object behind.
                String key = bean.getCanonicalName().replace(name, "").replaceAll("\\(0x\\w+\\)|@\\w+", "");
                if (key.contains("MBeanInfo") || key.contains("MBeanAssembler")) {
                    // Camel lists the assembler itself, by the name of its class.
                    continue;
                }
                seen.put(key, server.getMBeanInfo(bean));
                if ("processors".equals(bean.getKeyProperty("type"))) {
                    seen.put(key + " id", server.getAttribute(bean, "ProcessorId"));
                }
            }
        }
        return seen;
    }

    private static RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a")
                        .routeId("a")
                        .setBody()
                        .constant("1")
                        .id("set-a")
                        .to("direct:b")
                        .id("to-b");
                from("direct:b")
                        .routeId("b")
                        .setBody()
                        .constant("2")
                        .id("set-b")
                        .log("b")
                        .id("log-b");
            }
        };
    }

    /** What is done to a context before it starts. */
    private interface Setup {
        void on(CamelContext context);
    }
}
