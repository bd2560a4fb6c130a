package io.serai.door;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the crash run. */
class CrashRunTest {
    @TempDir
    Path root;

    @Test
    void two_nodes_killed_at_random_lose_nothing_double_nothing_and_cost_one_call_a_kill_at_most() throws Exception {
        CrashRun.run(root, 40, 4, 2, 1, 20261125);
    }
}
