package io.serai;

import io.serai.config.ProgramSettings;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.reload.RouteCheck;
import io.serai.reload.RouteProblem;
import io.serai.reload.RouteWatcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** The program's routes when {@code serai.routes.reload} is on: loaded and exchanged by a watcher, not by Camel Main. */
final class LiveRoutes implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    private final @Nullable Path folder;
    private final Settings settings;
    private @Nullable RouteWatcher watcher;

    private LiveRoutes(@Nullable Path folder, Settings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    static LiveRoutes of(Settings settings) {
        if (!settings.get(ProgramSettings.ROUTES_RELOAD)) {
            return new LiveRoutes(null, settings);
        }
        return new LiveRoutes(
                settings.find(ProgramSettings.ROUTES)
                        .orElseThrow(() -> new SettingException(
                                "serai.routes.reload needs serai.routes: the folder whose changes take effect")),
                settings);
    }

    boolean isOn() {
        return folder != null;
    }

    void load(CamelContext context) {
        if (folder == null) {
            return;
        }
        RouteWatcher made = new RouteWatcher(context, folder, new RouteCheck(new ScratchProgram(settings)));
        watcher = made;
        try {
            List<RouteProblem> problems = made.load();
            if (!problems.isEmpty()) {
                throw new SettingException("serai.routes: " + problems.get(0) + "; see: check " + folder);
            }
        } catch (Exception e) {
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    void start() {
        if (watcher != null) {
            watcher.start(LOOK_EVERY);
        }
    }

    /** Looks at the files anew; answers in words what came of it. */
    String reload() {
        if (watcher == null) {
            return "routes are not edited live; set serai.routes and serai.routes.reload=true";
        }
        return watcher.lookAgain();
    }

    /** What is wrong with the files now, for the console. */
    List<String> notInForce() {
        return watcher == null ? List.of() : watcher.notInForce();
    }

    @Override
    public void close() {
        if (watcher != null) {
            watcher.close();
        }
    }
}
