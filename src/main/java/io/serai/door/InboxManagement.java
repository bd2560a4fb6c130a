package io.serai.door;

import io.serai.jmx.Beans;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ManagementAgent;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the totals over JMX, as {@code io.serai:type=FolderDoor,context=NAME}. */
final class InboxManagement extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(InboxManagement.class);

    private final CamelContext context;
    private final InboxTotals totals;
    private @Nullable ObjectName registered;

    InboxManagement(CamelContext context, InboxTotals totals) {
        this.context = context;
        this.totals = totals;
    }

    @Override
    protected void doStart() throws Exception {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent == null) {
            LOG.debug("JMX is off");
            return;
        }
        ObjectName name = Beans.name(context, "type=FolderDoor");
        agent.register(totals, name);
        registered = name;
    }

    @Override
    protected void doStop() throws Exception {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent != null && registered != null) {
            agent.unregister(registered);
        }
        registered = null;
    }
}
