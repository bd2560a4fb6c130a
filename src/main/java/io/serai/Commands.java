package io.serai;

import io.serai.config.SettingException;
import io.serai.config.Settings;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code java -jar serai.jar NAME} does instead of running Serai. */
final class Commands {
    private static final Map<String, Command> ALL =
            Map.of("check", CheckCommand::run, "cost", CostCommand::run, "warm-up", WarmUpCommand::run);

    private Commands() {}

    /** One of them. */
    interface Command {
        /**
         * Answers the exit code.
         *
         * @throws SettingException when the arguments are not right
         */
        int run(List<String> arguments, Settings settings, PrintStream out) throws Exception;
    }

    static int run(List<String> words, Settings settings, PrintStream out) throws Exception {
        Command command = ALL.get(words.get(0));
        if (command == null) {
            throw new SettingException("unknown argument '" + words.get(0) + "'; settings go into " + SettingsFile.PATH
                    + " or the environment, see the settings page; the commands are "
                    + String.join(", ", new TreeMap<>(ALL).keySet()));
        }
        return command.run(words.subList(1, words.size()), settings, out);
    }
}
