package io.serai.jmx;

import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ManagementAgent;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts our MBeans where Camel's are, under names that stay the same from start to start. */
public final class Beans implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Beans.class);

    private final CamelContext context;
    private final ManagementAgent agent;
    private final DefaultManagementMBeanAssembler assembler;
    private final List<ObjectName> registered = new ArrayList<>();

    private Beans(CamelContext context, ManagementAgent agent) {
        this.context = context;
        this.agent = agent;
        this.assembler = new DefaultManagementMBeanAssembler(context);
        assembler.start();
    }

    /** Of this context, whose JMX must not be switched off. */
    public static Beans of(CamelContext context) {
        return new Beans(context, context.getManagementStrategy().getManagementAgent());
    }

    /** Whether the context has JMX. */
    public static boolean possible(CamelContext context) {
        return context.getManagementStrategy().getManagementAgent() != null;
    }

    public void serai(SeraiBean.Control control) throws JMException {
        register("type=serai", new SeraiBean(control));
    }

    public void service(String operation, io.serai.watch.ServiceStats stats) throws JMException {
        register("type=service,name=" + operation, new ServiceBean(stats));
    }

    public void upstream(
            String name, String host, io.serai.watch.UpstreamStats stats, io.serai.watch.UpstreamControl control)
            throws JMException {
        register("type=upstream,name=" + ObjectName.quote(name), new UpstreamBean(host, stats, control));
    }

    /**
     * {@code io.serai:context=NAME} and these keys. Two contexts may have one name; Camel then gives the second another for JMX,
     * and so do we.
     */
    public static ObjectName name(CamelContext context, String keys) throws JMException {
        String known = context.getManagementName();
        return new ObjectName(
                "io.serai:context=" + ObjectName.quote(known == null ? context.getName() : known) + "," + keys);
    }

    private void register(String keys, Object bean) throws JMException {
        ObjectName name = name(context, keys);
        MBeanServer server = agent.getMBeanServer();
        try {
            Object model = assembler.assemble(server, bean, name);
            agent.register(model == null ? bean : model, name);
        } catch (JMException e) {
            throw e;
        } catch (Exception e) {
            throw new JMException(String.valueOf(e.getMessage()));
        }
        registered.add(name);
    }

    @Override
    public void close() {
        for (ObjectName name : registered) {
            try {
                agent.unregister(name);
            } catch (JMException e) {
                LOG.debug("{} went with its context", name, e);
            }
        }
    }
}
