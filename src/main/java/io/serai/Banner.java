package io.serai;

import io.serai.config.ProgramSettings;
import io.serai.config.Settings;
import io.serai.config.Upstreams;
import java.util.stream.Collectors;

/** What the program says once it is ready. */
final class Banner {
    private Banner() {}

    static void print(Settings settings, Upstreams upstreams, int port, int managementPort) {
        String host = settings.get(ProgramSettings.HOST);
        StringBuilder text = new StringBuilder();
        if (upstreams.sandbox()) {
            text.append("""

                    *** SANDBOX: no API key is configured. Texts, images and audio are placeholders made on this machine.
                    *** Set OPENAI_API_KEY, or serai.upstream.<name>.base-url, and start again for real ones.
                    """);
        } else {
            text.append("Live: ")
                    .append(upstreams.all().stream()
                            .map(upstream -> upstream.name() + " at "
                                    + upstream.baseUrl().getHost())
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        text.append("""
                Serai is ready.
                  folder      %s
                  REST        http://%s:%d/openapi.yaml
                  console     http://127.0.0.1:%d/console/
                  health      http://127.0.0.1:%d/observe/health
                  metrics     http://127.0.0.1:%d/observe/metrics
                Stop it with Ctrl-C.""".formatted(
                        settings.get(ProgramSettings.DATA)
                                .resolve("inbox")
                                .toAbsolutePath()
                                .normalize(),
                        host,
                        port,
                        managementPort,
                        managementPort,
                        managementPort));
        System.out.println(text);
    }
}
