package io.serai;

import io.serai.config.HostSettings;
import io.serai.config.Settings;
import java.util.Arrays;
import org.apache.camel.CamelContext;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operations in a host's context, from its start to its end. */
final class EmbeddedSerai extends LifecycleStrategySupport {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSerai.class);

    private @Nullable Assembly assembly;

    /** The last moment at which routes are started with the host's own, and the first at which its properties are known. */
    @Override
    public void onContextInitializing(CamelContext context) {
        // A context of Serai itself, or of someone who put the operations there by hand.
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        if (Arrays.stream(Operation.values()).anyMatch(operation -> model.getRouteDefinition(operation.id()) != null)) {
            return;
        }
        Settings settings = EmbeddedSettings.of(context);
        if (!settings.get(HostSettings.ENABLED)) {
            LOG.info("Serai is on the class path of {} and switched off (serai.enabled)", context.getName());
            return;
        }
        Assembly made = Assembly.embedded(settings, context);
        // While our routes are made: a host's error handler for all routes would take the place of the policy's.
        ExtendedCamelContext extension = context.getCamelContextExtension();
        ErrorHandlerFactory hosts = extension.getErrorHandlerFactory();
        extension.setErrorHandlerFactory(null);
        try {
            made.install(context);
            assembly = made;
        } catch (Exception e) {
            made.close();
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        } finally {
            extension.setErrorHandlerFactory(hosts);
        }
    }

    @Override
    public void onContextStopped(CamelContext context) {
        if (assembly != null) {
            assembly.close();
            assembly = null;
        }
    }
}
