package io.serai;

import io.serai.config.ProgramSettings;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.reload.RouteCheck;
import io.serai.reload.RouteProblem;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code serai check routes/}: says {@code file:line: message} for each problem, starts nothing, and ends with 1 if there is one. */
final class CheckCommand {
    private CheckCommand() {}

    static int run(List<String> arguments, Settings settings, PrintStream out) throws Exception {
        if (arguments.size() > 1) {
            throw new SettingException("check takes one folder of routes, such as: check routes/");
        }
        Path folder = arguments.isEmpty() ? settings.get(ProgramSettings.ROUTES) : Path.of(arguments.get(0));
        if (!Files.isDirectory(folder)) {
            throw new SettingException("there is no folder " + folder + "; give the folder of the routes");
        }
        List<RouteProblem> problems = new RouteCheck(new ScratchProgram(settings)).check(folder);
        problems.forEach(problem ->
                out.println(folder.resolve(problem.file()) + ":" + problem.line() + ": " + problem.message()));
        if (problems.isEmpty()) {
            out.println("The routes in " + folder + " are fine.");
        }
        return problems.isEmpty() ? 0 : 1;
    }
}
