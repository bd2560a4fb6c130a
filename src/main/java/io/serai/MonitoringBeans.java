package io.serai;

import io.serai.jmx.Beans;
import io.serai.watch.UpstreamControl;
import java.util.Map;
import javax.management.JMException;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the MBeans. */
final class MonitoringBeans implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MonitoringBeans.class);

    private final Beans beans;

    private MonitoringBeans(Beans beans) {
        this.beans = beans;
    }

    static @Nullable MonitoringBeans start(CamelContext context, Monitoring monitoring) {
        if (!Beans.possible(context)) {
            return null;
        }
        Beans beans = Beans.of(context);
        try {
            beans.serai(new MonitoringControl(context, monitoring));
            for (Map.Entry<String, io.serai.watch.ServiceStats> service :
                    monitoring.stats().services().entrySet()) {
                beans.service(service.getKey(), service.getValue());
            }
            for (var upstream : monitoring.upstreams().all()) {
                UpstreamControl control = monitoring.control(upstream.name());
                beans.upstream(
                        upstream.name(),
                        String.valueOf(upstream.baseUrl().getHost()),
                        java.util.Objects.requireNonNull(
                                monitoring.stats().upstreams().get(upstream.name())),
                        control);
            }
        } catch (JMException e) {
            LOG.warn("Not all MBeans of Serai could be registered: {}", e.getMessage());
        }
        return new MonitoringBeans(beans);
    }

    @Override
    public void close() {
        beans.close();
    }
}
