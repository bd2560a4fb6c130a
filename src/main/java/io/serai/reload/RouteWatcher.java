package io.serai.reload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
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
    /** A file that has not changed for so long is not being written. */
    private static final Duration SETTLED = Duration.ofMillis(300);

    private static final Duration LONGEST = Duration.ofSeconds(30);

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
    private @Nullable RouteFolder judged;

    public RouteWatcher(CamelContext context, Path folder, RouteCheck check) {
        this(context, folder, check, PATIENCE);
    }

    RouteWatcher(CamelContext context, Path folder, RouteCheck check, Duration patience) {
        this.folder = folder;
        this.check = check;
        this.swap = new RouteSwap(context, patience);
        this.status = new ReloadStatus(context);
    }

    /**
     * Puts the files of the folder in force for the first time.
     *
     * @return what is wrong with them; nothing is in force then
     */
    public List<RouteProblem> load() throws Exception {
        List<RouteProblem> problems = new ArrayList<>();
        seen = RouteFolder.stamps(folder);
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
     * Looks at all files once more, also at those that were found wrong before. Takes as long as it takes to see that nobody is
     * writing them, and to exchange them.
     *
     * @return in words what came of it: whether all is in force, and if not, what is wrong or waited for
     */
    public String lookAgain() {
        try {
            thread.submit(() -> {
                        judged = null;
                        look();
                    })
                    .get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            return thread.schedule(
                            () -> {
                                look();
                                return outcome();
                            },
                            SETTLED.toMillis(),
                            TimeUnit.MILLISECONDS)
                    .get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted while the files were looked at; whether they are in force is not known";
        } catch (TimeoutException e) {
            return "still at it after " + LONGEST.toSeconds() + " s; the attributes of the routes tell how it ends";
        } catch (ExecutionException | RejectedExecutionException e) {
            return "the files in " + folder + " could not be looked at: " + e.getMessage();
        }
    }

    /** What keeps files from being in force: {@code file:line: message} of each problem, and what is waited for. */
    public List<String> notInForce() {
        List<String> left = new ArrayList<>();
        status.problems().forEach(problem -> left.add(problem.toString()));
        String waiting = status.getWaiting();
        if (!waiting.isEmpty()) {
            left.add(waiting);
        }
        return left;
    }

    private String outcome() {
        List<String> left = notInForce();
        return left.isEmpty()
                ? "the routes are as the files in " + folder + " say"
                : "not all files are in force, and the last good routes serve: " + String.join("; ", left);
    }

    private void look() {
        String before = status.getWaiting();
        try {
            RouteFolder found = RouteFolder.read(folder);
            // Neither since the last look nor while they were read.
            boolean settled =
                    found.stamps().equals(seen) && RouteFolder.stamps(folder).equals(seen);
            seen = found.stamps();
            if (!settled) {
                status.waiting("the files in " + folder + " are being written");
                return;
            }
            if (!found.equals(judged)) {
                judge(found);
                judged = found;
            }
            status.waiting(
                    found.blank().isEmpty()
                            ? ""
                            : String.join(", ", found.blank()) + " is empty: waiting for what is written there");
        } catch (RunningRoutes.Busy e) {
            status.waiting("calls under way: " + e.getMessage());
        } catch (Exception | LinkageError e) {
            status.waiting("the files in " + folder + " cannot be put in force: " + e);
            // It is tried again and again; one line tells it as well as many.
            if (!status.getWaiting().equals(before)) {
                LOG.warn("The routes in {} cannot be put in force; what was last right stays", folder, e);
            }
        }
    }

    private void judge(RouteFolder wanted) throws Exception {
        Map<String, RouteText> candidate = new LinkedHashMap<>(wanted.texts());
        List<RouteProblem> found = new ArrayList<>(wanted.unreadable());
        wanted.unreadable().forEach(problem -> takeBack(candidate, problem.file()));
        wanted.blank().forEach(name -> takeBack(candidate, name));
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
        problems.forEach(problem -> takeBack(candidate, problem.file()));
        if (candidate.equals(before)) {
            candidate.clear();
            candidate.putAll(swap.files());
        }
        return !candidate.equals(before);
    }

    /** Wants of this file what is in force, if it is. */
    private void takeBack(Map<String, RouteText> candidate, String name) {
        RouteText good = swap.files().get(name);
        if (good == null) {
            candidate.remove(name);
        } else {
            candidate.put(name, good);
        }
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
