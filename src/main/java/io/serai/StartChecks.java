package io.serai;

import io.serai.config.ProgramSettings;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.door.AccessKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What must hold before the program starts; each failure is one plain sentence. */
final class StartChecks {
    private StartChecks() {}

    static void run(Settings settings) {
        fileNames();
        address(settings);
        folder(settings.get(ProgramSettings.DATA));
        settings.find(ProgramSettings.ROUTES).ifPresent(StartChecks::routes);
    }

    /** With LC_ALL=C the JVM cannot read or write a Chinese file name. */
    private static void fileNames() {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8").toUpperCase(Locale.ROOT);
        if (!encoding.equals("UTF-8") && !encoding.equals("UTF8")) {
            throw new SettingException("file names would be read as " + encoding
                    + ", so that Chinese ones cannot be used; start with LC_ALL=C.UTF-8");
        }
    }

    private static void address(Settings settings) {
        String host = settings.get(ProgramSettings.HOST);
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new SettingException("serai.host: '" + host + "' is not an address of this machine");
        }
        if (AccessKeys.of(settings).isEmpty() && !address.isLoopbackAddress()) {
            throw new SettingException("serai.host: " + host
                    + " can be reached by others, so set serai.api-keys or serai.access.<name>.key, or use 127.0.0.1");
        }
        port("serai.port", address, settings.get(ProgramSettings.PORT));
        port("serai.management.port", InetAddress.getLoopbackAddress(), settings.get(ProgramSettings.MANAGEMENT_PORT));
    }

    /** The server itself only warns about a taken port, and lives on without listening. */
    private static void port(String key, InetAddress address, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new SettingException(key + ": cannot listen on " + address.getHostAddress() + ":" + port + " ("
                    + e.getMessage() + "); is another program using it? Choose another port");
        }
    }

    private static void folder(Path data) {
        try {
            Files.createDirectories(data);
            Path probe = Files.createTempFile(data, ".serai-", ".probe");
            Files.delete(probe);
        } catch (IOException e) {
            throw new SettingException("serai.data: cannot write into " + data.toAbsolutePath() + " (" + e.getMessage()
                    + "); give a folder that can be written");
        }
    }

    private static void routes(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new SettingException(
                    "serai.routes: there is no folder " + folder.toAbsolutePath() + "; make it or leave it unset");
        }
    }
}
