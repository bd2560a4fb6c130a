package io.serai.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a running context's routes as the files of a folder say. A change takes effect when all files together are right;
 * otherwise what was last right stays in force, and {@link ReloadStatus} and the log say what is wrong and where.
 */
public final class RouteWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteWatcher.class);

    /** How long calls under way may take before an exchange is put off; calls that come meanwhile wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final RouteCheck check;
    private final RouteSwap swap;
    private final ReloadStatus status;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "serai-routes");
        made.setDaemon(true);
        return made;
    });
    private @Nullable Future<?> looking;
    private Map<String, String> seen = Map.of();
    private Map<String, RouteText> judged = Map.of();

    public RouteWatcher(CamelContext context, Path folder, RouteCheck check) {
        this.folder = folder;
        this.check = check;
        this.swap = new RouteSwap(context, PATIENCE);
        this.status = new ReloadStatus(context);
    }

    /**
     * Puts the files of the folder in force for the first time.
     *
     * @return what is wrong with them; nothing is in force then
     */
    public List<RouteProblem> load() throws Exception {
        List<RouteProblem> problems = new ArrayList<>();
        List<RouteText> files = RouteText.readAll(folder, problems);
        problems.addAll(check.check(files));
        if (problems.isEmpty()) {
            for (RouteText file : files) {
                swap.apply(file);
            }
        }
        return problems;
    }

    /** Looks at the folder this often from now on. */
    public void start(Duration every) {
        status.register();
        looking = thread.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Looks at all files once more, also at those that were found wrong before.
     *
     * @return the problems that are left
     */
    public List<RouteProblem> lookAgain() {
        try {
            return thread.submit(() -> {
                        judged = Map.of();
                        // The first look sees the files, the second that nobody is writing them.
                        look();
                        look();
                        return status.problems();
                    })
                    .get(PATIENCE.plus(PATIENCE).toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the routes were looked at");
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the routes could not be looked at: " + e.getMessage());
        }
    }

    private void look() {
        try {
            Map<String, RouteText> wanted = wanted();
            if (wanted != null && !wanted.equals(judged)) {
                judge(wanted);
                judged = wanted;
            }
        } catch (RunningRoutes.Busy e) {
            status.refused(List.of(), "waiting: " + e.getMessage());
        } catch (Exception | LinkageError e) {
            LOG.warn("The routes in {} cannot be looked at; what was last right stays in force", folder, e);
        }
    }

    /** The files as they are now; null while one is being written, or all are as they are in force. */
    private @Nullable Map<String, RouteText> wanted() throws IOException {
        Map<String, String> stamps = new HashMap<>();
        Map<String, RouteText> texts = new TreeMap<>();
        for (Path file : RouteText.files(folder)) {
            stamps.put(file.getFileName().toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
        }
        boolean settled = stamps.equals(seen);
        seen = stamps;
        if (!settled) {
            return null;
        }
        for (Path file : RouteText.files(folder)) {
            RouteText text = RouteText.read(file);
            // An editor empties a file before it writes it.
            if (text.text().isBlank()) {
                return null;
            }
            texts.put(text.name(), text);
        }
        return texts;
    }

    private void judge(Map<String, RouteText> wanted) throws Exception {
        Map<String, RouteText> candidate = new LinkedHashMap<>(wanted);
        List<RouteProblem> found = new ArrayList<>();
        List<RouteProblem> problems = changes(candidate) ? check.check(candidate.values()) : List.of();
        while (!problems.isEmpty()) {
            found.addAll(problems);
            if (!withdraw(candidate, problems)) {
                break;
            }
            problems = check.check(candidate.values());
        }
        if (problems.isEmpty()) {
            exchange(candidate);
        }
        status.judged(found);
        found.forEach(problem -> LOG.error("{} (the last good version stays in force)", problem));
    }

    private boolean changes(Map<String, RouteText> candidate) {
        return !candidate.equals(swap.files());
    }

    /** Takes back what is wrong: the changes of the files with problems, or else all that was deleted. */
    private boolean withdraw(Map<String, RouteText> candidate, List<RouteProblem> problems) {
        Map<String, RouteText> before = new HashMap<>(candidate);
        Map<String, RouteText> inForce = swap.files();
        for (RouteProblem problem : problems) {
            RouteText good = inForce.get(problem.file());
            if (good == null) {
                candidate.remove(problem.file());
            } else {
                candidate.put(problem.file(), good);
            }
        }
        if (candidate.equals(before)) {
            candidate.clear();
            candidate.putAll(inForce);
        }
        return !candidate.equals(before);
    }

    private void exchange(Map<String, RouteText> candidate) throws Exception {
        Map<String, RouteText> inForce = swap.files();
        List<RouteText> changed = candidate.values().stream()
                .filter(file -> !file.equals(inForce.get(file.name())))
                .toList();
        List<String> deleted = inForce.keySet().stream()
                .filter(name -> !candidate.containsKey(name))
                .toList();
        for (String name : deleted) {
            swap.remove(name);
            LOG.info("{} is deleted; its routes are gone", name);
        }
        List<RouteText> dependents = swap.dependents(changed);
        for (RouteText file : changed) {
            swap.apply(file);
            LOG.info("{} is in force", file.name());
        }
        for (RouteText file : dependents) {
            swap.apply(file);
            LOG.info("{} is in force anew, with what it uses", file.name());
        }
        status.exchanged(changed.size() + deleted.size());
    }

    @Override
    public void close() {
        if (looking != null) {
            looking.cancel(true);
        }
        thread.shutdownNow();
        status.close();
    }
}
