package io.serai;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;

/**
 * Puts the operations into every Camel context of an application that has Serai on its class path: Camel finds this class by
 * itself. The context's own {@code serai.*} properties are the settings; {@code serai.enabled=false} leaves a context alone.
 */
public final class SeraiPlugin implements ContextServicePlugin {
    @Override
    public void load(CamelContext context) {
        // Not yet: the context is being made, and its host has not given it properties and beans.
        context.addLifecycleStrategy(new EmbeddedSerai());
    }
}
