package io.serai;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.serai.config.ProgramSettings;
import io.serai.config.Settings;
import io.serai.door.FolderDoor;
import io.serai.door.RestDoor;
import io.serai.jmx.SharedMBeanInfo;
import io.serai.recipe.Recipes;
import io.serai.trace.Traces;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serai as a program: Camel Main with all services, the doors of {@code routes/}, and the management port. */
final class Program {
    /** The routes in the jar; listed, since a jar inside a jar cannot be searched everywhere. */
    static final List<String> ROUTES = List.of(
            "door-rest", "door-rest-storage", "door-openai", "door-folder", "recipe-story", "recipe-article-to-audio");

    private static final Logger LOG = LoggerFactory.getLogger(Program.class);

    private Program() {}

    /** Until it is told to stop. */
    static void run(Settings settings) throws Exception {
        run(settings, running -> {
            stopOnSignal(running);
            Banner.print(settings, running.assembly().upstreams(), running.port(), running.managementPort());
        });
    }

    static void run(Settings settings, Consumer<Running> whenReady) throws Exception {
        int port = portOrFree(settings.get(ProgramSettings.PORT));
        int managementPort = portOrFree(settings.get(ProgramSettings.MANAGEMENT_PORT));
        ProgramTraces traces = ProgramTraces.start(settings);
        Assembly assembly = new Assembly(settings, storageUrl(settings, port));
        HeadStart.begin(assembly.redis());
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        LiveRoutes live = LiveRoutes.of(settings);
        main.addInitialProperty("camel.main.routesIncludePattern", live.isOn() ? "false" : pattern(settings));
        ProgramProperties.of(managementPort).forEach(main::addInitialProperty);
        if (Traces.isPresent()) {
            main.addInitialProperty("camel.opentelemetry2.enabled", "true");
        }
        // What routes refer to by placeholders of the user's own.
        SettingsFile.own().forEach(main::addInitialProperty);
        SettingsFile.camel().forEach(main::addOverrideProperty);
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        CountDownLatch stopped = new CountDownLatch(1);
        main.addMainListener(new Wiring(assembly, settings, port, live) {
            @Override
            public void afterStart(BaseMainSupport started) {
                live.start();
                assembly.monitoring().onReload(live::reload, live::notInForce);
                ProgramConsole.mount(started.getCamelContext(), assembly.monitoring(), port);
                whenReady.accept(new Running(main, assembly, port, managementPort, stopped));
            }
        });
        try {
            main.run();
        } finally {
            live.close();
            assembly.close();
            if (traces != null) {
                traces.close();
            }
            stopped.countDown();
        }
    }

    /**
     * The program that takes calls.
     *
     * @param stopped opened when it has come to its end
     */
    record Running(Main main, Assembly assembly, int port, int managementPort, CountDownLatch stopped) {
        void stop() {
            main.completed();
        }
    }

    private static URI storageUrl(Settings settings, int port) {
        String host = settings.get(ProgramSettings.HOST);
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/storage");
    }

    private static String pattern(Settings settings) {
        return settings.find(ProgramSettings.ROUTES)
                .map(folder -> "file:" + folder + "/*.camel.yaml")
                .orElseGet(() -> ROUTES.stream()
                        .map(name -> "classpath:io/serai/routes/" + name + ".camel.yaml")
                        .collect(Collectors.joining(",")));
    }

    /** Asked to stop, the program finishes what it is doing and ends with 0: that is no failure. */
    private static void stopOnSignal(Running running) {
        Thread hook = new Thread(
                () -> {
                    LOG.info("Stopping; work under way is finished first.");
                    running.stop();
                    try {
                        running.stopped().await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    LOG.info("Stopped.");
                    // A JVM that ends by SIGTERM answers 143 whatever it did; only halt can say 0.
                    Runtime.getRuntime().halt(0);
                },
                "serai-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static int portOrFree(int port) throws IOException {
        if (port != 0) {
            return port;
        }
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** What the program's routes find in their context. */
    static void install(Assembly assembly, CamelContext context, Settings settings, int port) {
        try {
            context.getRegistry().bind("metricsRegistry", new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
            assembly.install(context);
            RestDoor.install(context, settings, port, assembly.workers());
            FolderDoor.install(context, settings);
            Recipes.install(context, settings);
        } catch (Exception e) {
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    /** Adds our routes and beans when the context exists and has not started. */
    private static class Wiring extends MainListenerSupport {
        private final Assembly assembly;
        private final Settings settings;
        private final int port;
        private final LiveRoutes live;

        Wiring(Assembly assembly, Settings settings, int port, LiveRoutes live) {
            this.port = port;
            this.assembly = assembly;
            this.settings = settings;
            this.live = live;
        }

        @Override
        public void beforeConfigure(BaseMainSupport main) {
            SharedMBeanInfo.install(main.getCamelContext());
            install(assembly, main.getCamelContext(), settings, port);
            live.load(main.getCamelContext());
        }
    }
}
