package io.serai.reload;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.service.ServiceHelper;

/** Takes routes out of a running context without losing a call. */
final class RunningRoutes {
    private static final long LOOK_EVERY_MILLIS = 2;

    private final CamelContext context;
    private final Duration patience;

    /**
     * @param patience how long calls under way may take; calls that come meanwhile wait for as long
     */
    RunningRoutes(CamelContext context, Duration patience) {
        this.context = context;
        this.patience = patience;
    }

    /** Calls under way took longer than the patience; the routes go on as before. */
    static final class Busy extends Exception {
        private static final long serialVersionUID = 1L;

        Busy(String message) {
            super(message);
        }
    }

    /** Lets no new call in, waits for those under way, and takes the routes out. The turnstile stays closed. */
    void takeOut(Collection<String> ids, Turnstile turnstile) throws Exception {
        List<Route> routes =
                ids.stream().map(context::getRoute).filter(Objects::nonNull).toList();
        if (context.isStarted()) {
            // Files and timers have no caller who would miss them.
            routes.forEach(route -> ServiceHelper.suspendService(route.getConsumer()));
            if (!turnstile.close(patience) || !drained(ids)) {
                turnstile.open();
                routes.forEach(route -> ServiceHelper.resumeService(route.getConsumer()));
                throw new Busy("calls under way took longer than " + patience.toSeconds() + " s; tried again soon");
            }
        }
        for (String id : ids) {
            context.getRouteController().stopRoute(id, patience.toSeconds() + 1, TimeUnit.SECONDS);
            context.removeRoute(id);
        }
    }

    private boolean drained(Collection<String> ids) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            if (ids.stream().allMatch(id -> context.getInflightRepository().size(id) == 0)) {
                return true;
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return false;
    }
}
