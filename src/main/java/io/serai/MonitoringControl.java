package io.serai;

import io.serai.jmx.SeraiBean;
import io.serai.ledger.Totals;
import java.time.LocalDate;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;
import org.apache.camel.support.service.ServiceHelper;

/** What operators see and do of Serai as a whole. */
final class MonitoringControl implements SeraiBean.Control {
    private static final List<String> DOORS = List.of("platform-http", "file", "kafka");

    private final CamelContext context;
    private final Monitoring monitoring;

    MonitoringControl(CamelContext context, Monitoring monitoring) {
        this.context = context;
        this.monitoring = monitoring;
    }

    @Override
    public boolean sandbox() {
        return monitoring.upstreams().sandbox();
    }

    @Override
    public int inFlight() {
        return monitoring.watch().running().size();
    }

    private Totals month() {
        LocalDate first = monitoring.ledger().today().withDayOfMonth(1);
        return monitoring.ledger().spend().sum(row -> !row.day().isBefore(first));
    }

    @Override
    public double costTodayUsd() {
        LocalDate today = monitoring.ledger().today();
        return monitoring
                .ledger()
                .spend()
                .sum(row -> row.day().equals(today))
                .counted()
                .doubleValue();
    }

    @Override
    public double costMonthUsd() {
        return month().counted().doubleValue();
    }

    @Override
    public long unknownCosts() {
        return month().unknown();
    }

    @Override
    public String[] budgets() {
        return monitoring.budgets().states().stream()
                .map(state -> state.setting() + ": " + state.spent().toPlainString() + " of "
                        + state.limit().toPlainString() + " USD")
                .toArray(String[]::new);
    }

    @Override
    public boolean draining() {
        List<Route> doors = doors();
        return !doors.isEmpty()
                && doors.stream()
                        .allMatch(door ->
                                door.getConsumer() instanceof StatefulService consumer && consumer.isSuspended());
    }

    private List<Route> doors() {
        return context.getRoutes().stream()
                .filter(route -> DOORS.stream()
                        .anyMatch(scheme -> route.getEndpoint().getEndpointUri().startsWith(scheme + ":")))
                .toList();
    }

    /** Only the consumers: to suspend the routes would, after a time, break off what is under way. */
    @Override
    public String drain() {
        List<Route> doors = doors();
        doors.forEach(door -> ServiceHelper.suspendService(door.getConsumer()));
        return doors.size() + " doors take no new work; " + inFlight() + " calls are under way";
    }

    @Override
    public String resume() {
        List<Route> doors = doors();
        doors.forEach(door -> ServiceHelper.resumeService(door.getConsumer()));
        return doors.size() + " doors take work again";
    }

    @Override
    public String flushCache() {
        return monitoring.flushCache();
    }

    @Override
    public String reload() {
        return monitoring.reload();
    }
}
