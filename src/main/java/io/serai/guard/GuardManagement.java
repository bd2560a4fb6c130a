package io.serai.guard;

import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ManagementAgent;
import org.apache.camel.support.service.ServiceSupport;

/** Shows the guards over JMX, as {@code io.serai:type=Upstream,context=NAME,name=UPSTREAM}; a service of the context. */
public final class GuardManagement extends ServiceSupport {
    private final CamelContext context;
    private final Guards guards;

    public GuardManagement(CamelContext context, Guards guards) {
        this.context = context;
        this.guards = guards;
    }

    @Override
    protected void doStart() throws Exception {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent == null) {
            return;
        }
        for (UpstreamGuard guard : guards.all()) {
            agent.register(guard, name(guard));
        }
    }

    @Override
    protected void doStop() throws Exception {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent == null) {
            return;
        }
        for (UpstreamGuard guard : guards.all()) {
            agent.unregister(name(guard));
        }
    }

    private ObjectName name(UpstreamGuard guard) throws MalformedObjectNameException {
        return new ObjectName("io.serai:type=Upstream,context=" + ObjectName.quote(context.getName()) + ",name="
                + ObjectName.quote(guard.getName()));
    }
}
