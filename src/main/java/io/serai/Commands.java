package io.serai;

import io.serai.config.Settings;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The words after {@code java -jar serai.jar} that do something else than to run Serai. */
final class Commands {
    private static final Map<String, Command> BY_NAME = Map.of("check", CheckCommand::run);

    private Commands() {}

    /** Does its work and says so; answers the exit code. */
    @FunctionalInterface
    interface Command {
        int run(List<String> arguments, Settings settings, PrintStream out) throws Exception;
    }

    static boolean isOne(String[] args) {
        return args.length > 0 && BY_NAME.containsKey(args[0]);
    }

    static int run(String[] args, Settings settings, PrintStream out) throws Exception {
        Command command = Objects.requireNonNull(BY_NAME.get(args[0]));
        return command.run(Arrays.asList(args).subList(1, args.length), settings, out);
    }
}
