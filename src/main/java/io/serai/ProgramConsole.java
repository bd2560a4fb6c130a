package io.serai;

import io.serai.config.ProgramSettings;
import io.serai.config.Settings;
import io.serai.console.Console;
import java.net.URI;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;

/** Puts the console on the management port, once that is open. */
final class ProgramConsole {
    private ProgramConsole() {}

    static void mount(CamelContext context, Monitoring monitoring, int port) {
        ManagementHttpServer server = context.hasService(ManagementHttpServer.class);
        if (server != null) {
            URI door = door(monitoring.settings(), port);
            ConsoleState state = new ConsoleState(monitoring, door.toString());
            new Console(state::now, monitoring.watch(), door).mount(server.getRouter());
        }
    }

    /** Where this machine reaches the REST door: a server on all addresses is asked at the loopback one. */
    private static URI door(Settings settings, int port) {
        String host = settings.get(ProgramSettings.HOST);
        String reached = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://" + (reached.contains(":") ? "[" + reached + "]" : reached) + ":" + port);
    }
}
