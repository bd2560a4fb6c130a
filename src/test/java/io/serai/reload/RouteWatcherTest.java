package io.serai.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said when somebody asks for the routes to be read anew: the truth. */
class RouteWatcherTest {
    /** Nobody looks but who asks. */
    private static final Duration NEVER = Duration.ofDays(1);

    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    Path folder;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final CountDownLatch slow = new CountDownLatch(1);
    private RouteWatcher watcher;

    @BeforeEach
    void start() throws Exception {
        context.getRegistry().bind("slow", (Processor) exchange -> slow.await());
        watcher = watch(context, folder);
    }

    @AfterEach
    void stop() {
        slow.countDown();
        watcher.close();
        context.stop();
    }

    private static RouteWatcher watch(CamelContext in, Path routes) throws Exception {
        Files.writeString(routes.resolve("a.camel.yaml"), route("a", "setBody: {constant: one}"));
        RouteWatcher made =
                new RouteWatcher(in, routes, new RouteCheck(RouteWatcherTest::scratch), Duration.ofMillis(200));
        assertThat(made.load()).isEmpty();
        in.start();
        made.start(NEVER);
        return made;
    }

    private static Scratch.Context scratch() throws Exception {
        DefaultCamelContext made = new DefaultCamelContext();
        made.setAutoStartup(false);
        made.setSourceLocationEnabled(true);
        made.getRegistry().bind("slow", (Processor) exchange -> {});
        made.start();
        return new Scratch.Context() {
            @Override
            public CamelContext context() {
                return made;
            }

            @Override
            public void close() {
                made.stop();
            }
        };
    }

    private static String route(String id, String step) {
        return """
                - route:
                    id: %s
                    from:
                      uri: direct:%s
                      steps:
                        - %s
                """.formatted(id, id, step);
    }

    private void save(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".camel.yaml"), text);
    }

    private String ask(String id) {
        return context.createProducerTemplate().requestBody("direct:" + id, "", String.class);
    }

    @Test
    void a_change_that_is_right_is_in_force_when_it_is_said() throws Exception {
        save("a", route("a", "setBody: {constant: two}"));
        save("b", route("b", "setBody: {constant: new}"));

        assertThat(watcher.lookAgain()).isEqualTo("the routes are as the files in " + folder + " say");
        assertThat(ask("a") + ask("b")).isEqualTo("twonew");
        assertThat(JMX.getAttribute(name(context), "Exchanges")).isEqualTo(2L);

        // A file is put in force once, however often somebody looks.
        assertThat(watcher.lookAgain()).startsWith("the routes are as the files");
        assertThat(JMX.getAttribute(name(context), "Exchanges")).isEqualTo(2L);
    }

    @Test
    void a_file_that_is_being_written_is_waited_for_and_that_is_said() throws Exception {
        Path file = folder.resolve("a.camel.yaml");
        // As far as it is written it would be right, and it grows all the time.
        save("a", route("a", "setBody: {constant: half}"));
        AtomicBoolean writing = new AtomicBoolean(true);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            while (writing.get()) {
                try {
                    Files.writeString(file, "# more\n", StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                LockSupport.parkNanos(5_000_000);
            }
        });
        try {
            assertThat(watcher.lookAgain())
                    .startsWith("not all files are in force")
                    .contains("are being written");
            assertThat(ask("a")).isEqualTo("one");
        } finally {
            writing.set(false);
            writer.join();
        }

        assertThat(watcher.lookAgain()).startsWith("the routes are as the files");
        assertThat(ask("a")).isEqualTo("half");
    }

    @Test
    void a_file_that_is_wrong_is_told_each_time_and_others_take_effect() throws Exception {
        save("a", route("a", "setBoddy: {constant: two}"));
        save("b", route("b", "setBody: {constant: new}"));

        for (int i = 0; i < 2; i++) {
            assertThat(watcher.lookAgain())
                    .startsWith("not all files are in force")
                    .contains("a.camel.yaml:6: 'setBoddy' is not known here");
        }
        assertThat(ask("a") + ask("b")).isEqualTo("onenew");
    }

    @Test
    void a_file_that_is_no_text_is_named_and_keeps_nothing_up() throws Exception {
        Files.write(folder.resolve("a.camel.yaml"), "- route: {id: ü}".getBytes(StandardCharsets.ISO_8859_1));
        save("b", route("b", "setBody: {constant: new}"));

        assertThat(watcher.lookAgain()).contains("a.camel.yaml:1: is not UTF-8");
        assertThat(ask("a") + ask("b")).isEqualTo("onenew");
    }

    @Test
    void an_empty_file_is_waited_for_and_that_is_said() throws Exception {
        save("a", "\n");
        save("b", route("b", "setBody: {constant: new}"));

        assertThat(watcher.lookAgain()).startsWith("not all files are in force").contains("a.camel.yaml is empty");
        assertThat(ask("a") + ask("b")).isEqualTo("onenew");
        assertThat((boolean) JMX.getAttribute(name(context), "Current")).isFalse();
        assertThat((String) JMX.getAttribute(name(context), "Waiting")).contains("a.camel.yaml is empty");

        save("a", route("a", "setBody: {constant: two}"));
        assertThat(watcher.lookAgain()).startsWith("the routes are as the files");
        assertThat((boolean) JMX.getAttribute(name(context), "Current")).isTrue();
    }

    @Test
    void calls_under_way_put_an_exchange_off_and_that_is_said() throws Exception {
        save("a", route("a", "process: {ref: slow}"));
        assertThat(watcher.lookAgain()).startsWith("the routes are as the files");
        CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> ask("a"));
        while (context.getInflightRepository().size() == 0) {
            Thread.onSpinWait();
        }
        save("a", route("a", "setBody: {constant: two}"));

        assertThat(watcher.lookAgain()).startsWith("not all files are in force").contains("calls under way");

        slow.countDown();
        call.join();
        assertThat(watcher.lookAgain()).startsWith("the routes are as the files");
        assertThat(ask("a")).isEqualTo("two");
    }

    @Test
    void a_folder_that_is_gone_is_said_and_the_routes_serve() throws Exception {
        Files.delete(folder.resolve("a.camel.yaml"));
        Files.delete(folder);

        assertThat(watcher.lookAgain())
                .startsWith("not all files are in force")
                .contains(folder + " cannot be put in force");
        assertThat(ask("a")).isEqualTo("one");

        Files.createDirectory(folder);
    }

    @Test
    void two_contexts_of_one_name_have_beans_of_their_own(@TempDir Path second) throws Exception {
        DefaultCamelContext other = new DefaultCamelContext();
        other.getCamelContextExtension().setName(context.getName());
        try (RouteWatcher both = watch(other, second)) {
            assertThat(other.getName()).isEqualTo(context.getName());
            assertThat(name(other)).isNotEqualTo(name(context));
            save("a", "");
            assertThat(watcher.lookAgain()).contains("is empty");

            assertThat((boolean) JMX.getAttribute(name(context), "Current")).isFalse();
            assertThat((boolean) JMX.getAttribute(name(other), "Current")).isTrue();
            both.close();
            assertThat(JMX.isRegistered(name(other))).isFalse();
            assertThat(JMX.isRegistered(name(context))).isTrue();
        } finally {
            other.stop();
        }
    }

    private static ObjectName name(CamelContext of) throws Exception {
        return new ObjectName("io.serai:context=" + ObjectName.quote(of.getManagementName()) + ",type=routes");
    }
}
