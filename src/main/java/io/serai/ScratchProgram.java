package io.serai;

import io.serai.config.Settings;
import io.serai.reload.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program without servers, ports, upstreams and a data folder of its own: what routes can be tried in. */
final class ScratchProgram implements Scratch {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchProgram.class);

    private static final int NO_PORT = -1;

    private final Settings settings;

    ScratchProgram(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Context open() throws Exception {
        Path data = Files.createTempDirectory("serai-check-");
        Settings here = settings.with(Map.of("serai.data", data.toString(), "serai.mode", "auto"));
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        ProgramProperties.scratch().forEach(main::addInitialProperty);
        SettingsFile.own().forEach(main::addInitialProperty);
        SettingsFile.camel().forEach((key, value) -> {
            // Components and beans matter to routes; servers and what they show do not.
            if (key.startsWith("camel.component.") || key.startsWith("camel.beans.")) {
                main.addInitialProperty(key, value);
            }
        });
        Assembly[] assembly = new Assembly[1];
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport made) {
                CamelContext context = made.getCamelContext();
                context.getPropertiesComponent().addPropertiesSource(new SettingsSource(here));
                assembly[0] = Assembly.embedded(here, context);
                Program.install(assembly[0], context, here, NO_PORT);
            }
        });
        Context scratch = new Made(main, assembly, data);
        try {
            main.start();
            return scratch;
        } catch (Exception e) {
            scratch.close();
            throw e;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Filled while the context is made.
    private record Made(Main main, Assembly[] assembly, Path data) implements Context {
        @Override
        public CamelContext context() {
            return main.getCamelContext();
        }

        @Override
        public void close() {
            main.stop();
            if (assembly[0] != null) {
                assembly[0].close();
            }
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                LOG.debug("The folder {} stays", data, e);
            }
        }
    }
}
