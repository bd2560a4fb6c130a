package io.serai.jmx;

import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** Serai as a whole. */
@ManagedResource(description = "Serai")
public final class SeraiBean {
    private final Control control;

    /** What there is to see and to do. */
    public interface Control {
        boolean sandbox();

        int inFlight();

        double costTodayUsd();

        double costMonthUsd();

        long unknownCosts();

        String[] budgets();

        boolean draining();

        String drain();

        String resume();

        String flushCache();

        String reload();
    }

    SeraiBean(Control control) {
        this.control = control;
    }

    @ManagedAttribute(description = "Whether answers are placeholders of the sandbox")
    public boolean isSandbox() {
        return control.sandbox();
    }

    @ManagedAttribute(description = "Calls under way")
    public int getInFlight() {
        return control.inFlight();
    }

    @ManagedAttribute(description = "Known cost of today (UTC) in USD, the sandbox's simulated cost included")
    public double getCostTodayUsd() {
        return control.costTodayUsd();
    }

    @ManagedAttribute(description = "Known cost of this month (UTC) in USD, the sandbox's simulated cost included")
    public double getCostMonthUsd() {
        return control.costMonthUsd();
    }

    @ManagedAttribute(description = "Requests of this month (UTC) whose cost nobody knows")
    public long getUnknownCosts() {
        return control.unknownCosts();
    }

    @ManagedAttribute(description = "How the budgets stand")
    public String[] getBudgets() {
        return control.budgets();
    }

    @ManagedAttribute(description = "Whether the doors take no new work")
    public boolean isDraining() {
        return control.draining();
    }

    @ManagedOperation(
            description = "Takes no new work through the doors; calls under way are finished, and readiness is down")
    public String drain() {
        return control.drain();
    }

    @ManagedOperation(description = "Takes new work again")
    public String resume() {
        return control.resume();
    }

    @ManagedOperation(description = "Forgets the replies that are kept to answer the same request again")
    public String flushCache() {
        return control.flushCache();
    }

    @ManagedOperation(description = "Reads the route files anew")
    public String reload() {
        return control.reload();
    }
}
