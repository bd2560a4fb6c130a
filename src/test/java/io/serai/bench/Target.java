package io.serai.bench;

import java.util.Set;

/** Something to send calls through: how it is started and asked. */
interface Target {
    /** As in the tables. */
    String name();

    String version();

    Set<Work> works();

    /** Starts it as a process of its own. */
    Running start(Rig rig) throws Exception;

    /** A target that runs. */
    interface Running extends AutoCloseable {
        Load load(Work work);

        /** The process that does the work; the upstream itself for direct calls. */
        Child child();

        @Override
        void close() throws Exception;
    }
}
