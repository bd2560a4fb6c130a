package io.serai;

import static io.serai.testing.OpenAiReplies.chat;
import static io.serai.testing.OpenAiReplies.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.serai.config.SettingException;
import io.serai.error.ApiRateLimitException;
import io.serai.error.AuthException;
import io.serai.llm.Message;
import io.serai.testing.FaultServer;
import io.serai.testing.ListeningSockets;
import io.serai.testing.LiveSerai;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Serai in contexts that are other people's: a dependency and properties, nothing else. */
class EmbeddingTest {
    private static final String CHAT = "/v1/chat/completions";

    private final FaultServer upstream = FaultServer.start();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        upstream.close();
    }

    private DefaultCamelContext host(String... keysAndValues) {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getPropertiesComponent()
                .addInitialProperty("serai.data", folder.resolve("data").toString());
        for (int i = 0; i < keysAndValues.length; i += 2) {
            context.getPropertiesComponent().addInitialProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return context;
    }

    private DefaultCamelContext live(FaultServer server) {
        return host(
                "serai.upstream.openai.base-url",
                server.url() + "/v1",
                "serai.upstream.openai.api-key",
                LiveSerai.CANARY,
                "serai.retry.min-wait",
                "5ms",
                "serai.retry.max-wait",
                "20ms");
    }

    private static Object ask(CamelContext context, String endpoint, Object body) throws Exception {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            return template.requestBody(endpoint, body);
        }
    }

    @Test
    void a_plain_context_has_the_operations_by_endpoint_and_by_java() throws Exception {
        try (DefaultCamelContext context = host("serai.mode", "sandbox")) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:mine").to("direct:llm-chat").setBody(simple("${body.text}"));
                }
            });
            context.start();

            assertThat(ask(context, "direct:mine", "骆驼")).asString().contains("骆驼");
            assertThat(Serai.of(context).llm().chatCompletion("hello")).contains("hello");
            String url = Serai.of(context).storage().upload(new byte[] {1}, "a.bin", "application/octet-stream");
            assertThat(Serai.of(context).storage().download(url)).containsExactly(1);
        }
    }

    @Test
    void camel_main_has_the_operations_with_its_own_properties() throws Exception {
        upstream.on("/v1/audio/speech").reply(200, "audio");
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.addInitialProperty("my.voice", "nova");
        main.addInitialProperty("serai.tts.voice", "{{my.voice}}");
        main.addInitialProperty("serai.upstream.openai.base-url", upstream.url() + "/v1");
        main.addInitialProperty("serai.retry.max-attempts", "1");
        main.start();
        try {
            try {
                Serai.of(main.getCamelContext()).tts().synthesize("hello");
            } catch (RuntimeException e) {
                // What the upstream answers is no audio; the request is what counts.
            }

            assertThat(upstream.requests("/v1/audio/speech").get(0).text()).contains("nova");
        } finally {
            main.stop();
        }
    }

    @Test
    void without_a_key_nothing_is_opened_and_a_call_says_what_to_configure() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (DefaultCamelContext context = host()) {
            context.start();

            assertThatThrownBy(() -> Serai.of(context).llm().chatCompletion("hello"))
                    .isInstanceOf(AuthException.class)
                    .hasMessageContaining("serai.upstream.openai.api-key")
                    .hasMessageContaining("serai.mode=sandbox");
            assertThat(folder.resolve("data")).doesNotExist();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("sandbox"));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_library_listens_on_no_port_and_makes_no_folder_even_when_it_is_used() throws Exception {
        upstream.on(CHAT).reply(200, chat("fine"));
        Set<String> before = ListeningSockets.ofThisProcess();
        try (DefaultCamelContext context = live(upstream)) {
            context.start();
            Serai.of(context).llm().chatCompletion("hello");

            assertThat(before).isNotEmpty();
            assertThat(ListeningSockets.ofThisProcess()).isEqualTo(before);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void what_the_host_has_is_what_it_has_afterwards() throws Exception {
        try (DefaultCamelContext with = live(upstream);
                DefaultCamelContext without = host("serai.enabled", "false")) {
            ErrorHandlerFactory errors = new org.apache.camel.builder.DeadLetterChannelBuilder("direct:dead");
            with.getCamelContextExtension().setErrorHandlerFactory(errors);
            List<String> sources = sources(with);
            with.start();
            without.start();

            assertThat(with.getCamelContextExtension().getErrorHandlerFactory()).isSameAs(errors);
            assertThat(with.getTypeConverterRegistry().size())
                    .isEqualTo(without.getTypeConverterRegistry().size());
            assertThat(sources(with)).isEqualTo(sources);
            assertThat(with.getRegistry().findByType(MeterRegistry.class)).isEmpty();
            assertThat(with.getGlobalOptions()).isEqualTo(without.getGlobalOptions());
            assertThat(with.getShutdownStrategy().getTimeout())
                    .isEqualTo(without.getShutdownStrategy().getTimeout());
            assertThat(with.getRouteController().getClass())
                    .isEqualTo(without.getRouteController().getClass());
        }
    }

    private static List<String> sources(CamelContext context) {
        return ((org.apache.camel.component.properties.PropertiesComponent) context.getPropertiesComponent())
                .getPropertiesSources().stream().map(Object::toString).toList();
    }

    @Test
    void the_host_s_meters_count_each_call_once_and_its_registry_stays_its_own() throws Exception {
        upstream.on(CHAT).reply(200, chat("fine"));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        meters.counter("my.own").increment();
        try (DefaultCamelContext context = live(upstream)) {
            context.getRegistry().bind("my-meters", meters);
            context.start();
            // Camel tells its listeners of a start again when a route is added later.
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:later").to("direct:llm-chat");
                }
            });
            ask(context, "direct:later", "hello");

            assertThat(meters.get("serai.calls")
                            .tag("operation", "llm-chat")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.find("serai.inflight").gauges()).isNotEmpty();
            assertThat(context.getRegistry().findByType(MeterRegistry.class)).containsExactly(meters);
        }
        assertThat(meters.isClosed()).isFalse();
        assertThat(meters.find("serai.inflight").gauges()).isEmpty();
        assertThat(meters.get("my.own").counter().count()).isEqualTo(1);
    }

    @Test
    void contexts_of_one_name_are_told_apart_in_jmx() throws Exception {
        upstream.on(CHAT).reply(200, chat("fine"));
        MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
        try (DefaultCamelContext a = live(upstream);
                DefaultCamelContext b = live(upstream)) {
            a.getCamelContextExtension().setName("orders");
            b.getCamelContextExtension().setName("orders");
            a.start();
            b.start();
            Serai.of(b).llm().chatCompletion("hello");

            assertThat(jmx.getAttribute(chats(a), "Calls")).isEqualTo(0L);
            assertThat(jmx.getAttribute(chats(b), "Calls")).isEqualTo(1L);
            ObjectName ofA = chats(a);
            a.stop();
            assertThat(jmx.isRegistered(ofA)).isFalse();
            assertThat(jmx.getAttribute(chats(b), "Calls")).isEqualTo(1L);
        }
        assertThat(jmx.queryNames(new ObjectName("io.serai:context=\"orders*\",*"), null))
                .isEmpty();
    }

    private static ObjectName chats(CamelContext context) throws Exception {
        return new ObjectName(
                "io.serai:context=" + ObjectName.quote(context.getManagementName()) + ",type=service,name=llm-chat");
    }

    @Test
    void several_contexts_have_settings_of_their_own() throws Exception {
        upstream.on(CHAT).reply(200, chat("one"));
        try (FaultServer second = FaultServer.start();
                DefaultCamelContext a = live(upstream);
                DefaultCamelContext b = live(second);
                DefaultCamelContext none = host("serai.enabled", "false")) {
            second.on(CHAT).reply(200, chat("two"));
            a.start();
            b.start();
            none.start();

            assertThat(Serai.of(a).llm().chatCompletion("hello")).isEqualTo("one");
            assertThat(Serai.of(b).llm().chatCompletion("hello")).isEqualTo("two");
            assertThat(none.getRoutes()).isEmpty();
            assertThatThrownBy(() -> Serai.of(none)).hasMessageContaining("serai.enabled");

            a.stop();
            assertThat(Serai.of(b).llm().chatCompletion("hello")).isEqualTo("two");
        }
    }

    @Test
    void a_context_that_was_suspended_goes_on_and_one_that_stops_ends_all_threads() throws Exception {
        upstream.on(CHAT).reply(200, chat("fine"));
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        DefaultCamelContext context = live(upstream);

        context.start();
        context.suspend();
        context.resume();
        assertThat(Serai.of(context)
                        .llm()
                        .chatCompletionAsync(List.of(Message.user("hello")))
                        .get())
                .isEqualTo("fine");
        context.stop();

        // All threads that are new, but for those that the JVM and the upstream of this test keep for themselves.
        upstream.close();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> !before.contains(thread))
                        .extracting(Thread::getName)
                        .filteredOn(name ->
                                !name.matches("ForkJoinPool.commonPool.*|CompletableFutureDelayScheduler|awaitility.*"))
                        .isEmpty());
    }

    @Test
    void the_host_s_own_error_policy_decides_when_an_operation_has_failed() throws Exception {
        upstream.on(CHAT).reply(429, error("requests", "rate_limit_exceeded"));
        try (DefaultCamelContext context = live(upstream)) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    onException(ApiRateLimitException.class)
                            .handled(true)
                            .setBody(simple("busy with ${header.order}: ${exception.detail.attempts}"));
                    from("direct:mine").to("direct:llm-chat");
                }
            });
            context.start();

            // The caller's headers are there again, so that its own steps can go by them.
            assertThat(context.createFluentProducerTemplate()
                            .to("direct:mine")
                            .withHeader("order", 7)
                            .withBody("hello")
                            .request(String.class))
                    .isEqualTo("busy with 7: 3");
            assertThat(upstream.count(CHAT)).isEqualTo(3);
        }
    }

    @Test
    void what_the_host_does_to_all_routes_does_not_change_the_operations() throws Exception {
        upstream.on(CHAT).reply(500, error("server_error", "x"));
        try (DefaultCamelContext context = live(upstream)) {
            context.setStreamCaching(true);
            context.setMessageHistory(true);
            context.getCamelContextExtension()
                    .setErrorHandlerFactory(new org.apache.camel.builder.DeadLetterChannelBuilder("direct:dead"));
            context.addRoutes(new RouteConfigurationBuilder() {
                @Override
                public void configuration() {
                    routeConfiguration()
                            .onException(Exception.class)
                            .handled(true)
                            .setBody(constant("swallowed"));
                }
            });
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:dead").setBody(constant("dead"));
                }
            });
            context.start();

            assertThatThrownBy(() -> Serai.of(context).llm().chatCompletion("hello"))
                    .hasMessageContaining("500");
            assertThat(upstream.count(CHAT)).isEqualTo(3);
        }
    }

    @Test
    void every_route_of_serai_names_its_route_configuration_so_that_a_host_s_does_not_apply() throws Exception {
        try (DefaultCamelContext context = live(upstream)) {
            context.start();

            assertThat(context.getRouteDefinitions())
                    .hasSizeGreaterThan(Operation.values().length)
                    .allSatisfy(route -> assertThat(route.getRouteConfigurationId())
                            .as(route.getRouteId())
                            .isNotNull());
        }
    }

    @Test
    void the_host_s_own_requests_carry_nothing_of_serai_and_its_properties_stay_its_own() throws Exception {
        upstream.on("/host").reply(200, "fine");
        try (DefaultCamelContext context = live(upstream)) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:mine").to(upstream.url() + "/host");
                }
            });
            context.start();
            ask(context, "direct:mine", "hello");

            assertThat(upstream.requests("/host").get(0).headers().toString()).doesNotContain(LiveSerai.CANARY);
            assertThat(context.getPropertiesComponent().resolveProperty("serai.port"))
                    .isEmpty();
        }
    }

    @Test
    void a_bad_setting_ends_the_start_of_the_context_and_names_its_key() throws Exception {
        try (DefaultCamelContext context = host("serai.deadlin", "5m")) {
            assertThatThrownBy(context::start)
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("did you mean serai.deadline?");
        }
        try (DefaultCamelContext context = host("serai.upstream.openai.api-key", "{{nowhere}}")) {
            assertThatThrownBy(context::start)
                    .hasMessageContaining(
                            "serai.upstream.openai.api-key: a placeholder in its value cannot be resolved");
        }
    }

    @Test
    void sources_that_cannot_be_listed_are_asked_by_name() throws Exception {
        upstream.on(CHAT).reply(200, chat("fine"));
        try (DefaultCamelContext context = live(upstream)) {
            Map<String, String> vault = Map.of("serai.llm.model", "from-the-vault");
            context.getPropertiesComponent().addPropertiesSource(new org.apache.camel.spi.PropertiesSource() {
                @Override
                public String getName() {
                    return "vault";
                }

                @Override
                public String getProperty(String name) {
                    return vault.get(name);
                }
            });
            context.start();
            Serai.of(context).llm().chatCompletion("hello");

            assertThat(upstream.requests(CHAT).get(0).text()).contains("from-the-vault");
        }
    }

    @Test
    void a_tool_that_answers_every_name_with_a_stand_in_can_look_at_the_routes() throws Exception {
        try (DefaultCamelContext context = host("serai.retry.max-attempts", "{{their.attempts}}")) {
            // What camel export does, by its own constant.
            context.getPropertiesComponent().addPropertiesSource(new org.apache.camel.spi.PropertiesSource() {
                @Override
                public String getName() {
                    return "export";
                }

                @Override
                public String getProperty(String name) {
                    return "@@CamelMagicValue@@";
                }
            });
            context.start();

            assertThat(context.getRoute("llm-chat")).isNotNull();
        }
    }
}
