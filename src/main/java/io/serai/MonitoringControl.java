package io.serai;

import io.serai.jmx.SeraiBean;
import io.serai.ledger.Totals;
import java.time.LocalDate;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

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
                        .allMatch(door -> context.getRouteController()
                                .getRouteStatus(door.getRouteId())
                                .isSuspended());
    }

    private List<Route> doors() {
        return context.getRoutes().stream()
                .filter(route -> DOORS.stream()
                        .anyMatch(scheme -> route.getEndpoint().getEndpointUri().startsWith(scheme + ":")))
                .toList();
    }

    @Override
    public String drain() {
        return forDoors(id -> context.getRouteController().suspendRoute(id)) + " doors take no new work; " + inFlight()
                + " calls are under way";
    }

    @Override
    public String resume() {
        return forDoors(id -> context.getRouteController().resumeRoute(id)) + " doors take work again";
    }

    private interface RouteAction {
        void on(String id) throws Exception;
    }

    private int forDoors(RouteAction action) {
        List<Route> doors = doors();
        for (Route door : doors) {
            try {
                action.on(door.getRouteId());
            } catch (Exception e) {
                throw new IllegalStateException(door.getRouteId() + ": " + e.getMessage());
            }
        }
        return doors.size();
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
