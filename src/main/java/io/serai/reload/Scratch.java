package io.serai.reload;

import org.apache.camel.CamelContext;

/** Makes contexts like the program's, to try routes in: all beans and operations are there, and no route is ever started. */
public interface Scratch {
    /** A context that is started, has no routes but the operations, and starts none. */
    Context open() throws Exception;

    /** A scratch context and what goes with it. */
    interface Context extends AutoCloseable {
        CamelContext context();

        @Override
        void close();
    }
}
