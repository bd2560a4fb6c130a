package io.serai.jmx;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.InvalidTargetObjectTypeException;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedInstance;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ManagementAgent;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.apache.camel.support.management.MixinRequiredModelMBean;
import org.jspecify.annotations.Nullable;

/**
 * Works out the attributes and operations of an MBean once for a class, not again for each of the several hundred steps,
 * routes and endpoints: that took a third of a start. What an MBean shows is the same.
 */
public final class SharedMBeanInfo extends DefaultManagementMBeanAssembler {
    private final Map<Class<?>, ModelMBeanInfo> known = new ConcurrentHashMap<>();

    private SharedMBeanInfo(CamelContext context) {
        super(context);
    }

    /** For a context that has not started. */
    public static void install(CamelContext context) {
        context.getCamelContextExtension().setManagementMBeanAssembler(new SharedMBeanInfo(context));
    }

    @Override
    public @Nullable ModelMBean assemble(MBeanServer server, Object object, ObjectName name) throws JMException {
        if (object instanceof ManagedInstance managed && isManaged(managed.getInstance())) {
            // What is behind it adds attributes of its own.
            return super.assemble(server, object, name);
        }
        ModelMBeanInfo info = known.get(object.getClass());
        if (info == null) {
            info = assembler.getMBeanInfo(camelContext, object, null, name.toString());
            if (info == null) {
                return null;
            }
            known.put(object.getClass(), info);
        }
        ManagementAgent agent = camelContext.getManagementStrategy().getManagementAgent();
        MixinRequiredModelMBean bean =
                new MixinRequiredModelMBean(info, Boolean.TRUE.equals(agent.getMask()), null, null);
        try {
            bean.setManagedResource(object, "ObjectReference");
        } catch (InvalidTargetObjectTypeException e) {
            throw new JMException(e.getMessage());
        }
        return bean;
    }

    private static boolean isManaged(@Nullable Object behind) {
        return behind != null && behind.getClass().isAnnotationPresent(ManagedResource.class);
    }
}
