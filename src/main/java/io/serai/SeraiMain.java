package io.serai;

import io.serai.config.SettingException;
import io.serai.config.Settings;

/** {@code java -jar serai.jar}: runs Serai in the current folder until it is told to stop. */
public final class SeraiMain {
    private static final int BAD_SETTING = 2;

    private SeraiMain() {}

    public static void main(String[] args) throws Exception {
        // Before the first logger: the program brings its own console format unless the user set one.
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "io/serai/logback.xml");
        }
        try {
            Settings settings = SettingsFile.inThisFolder();
            if (Commands.isOne(args)) {
                System.exit(Commands.run(args, settings, System.out));
            }
            StartChecks.run(args, settings);
            Program.run(settings);
        } catch (SettingException e) {
            System.err.println("serai: " + e.getMessage());
            System.exit(BAD_SETTING);
        }
    }
}
