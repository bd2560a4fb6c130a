package io.serai;

import io.serai.config.ProgramSettings;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import java.util.List;

/** {@code java -jar serai.jar}: runs Serai in the current folder until it is told to stop, or one of its {@link Commands}. */
public final class SeraiMain {
    private static final int BAD_SETTING = 2;

    private SeraiMain() {}

    public static void main(String[] args) throws Exception {
        try {
            Settings settings = SettingsFile.inThisFolder();
            logging(settings);
            if (args.length > 0) {
                System.exit(Commands.run(List.of(args), settings, System.out));
            }
            StartChecks.run(settings);
            Program.run(settings);
        } catch (SettingException e) {
            System.err.println("serai: " + e.getMessage());
            System.exit(BAD_SETTING);
        }
    }

    /** Before the first logger: the program brings its own formats unless the user set one. */
    private static void logging(Settings settings) {
        if (System.getProperty("logback.configurationFile") == null) {
            boolean json = settings.get(ProgramSettings.LOG_FORMAT).equals("json");
            System.setProperty(
                    "logback.configurationFile", json ? "io/serai/logback-json.xml" : "io/serai/logback.xml");
        }
    }
}
