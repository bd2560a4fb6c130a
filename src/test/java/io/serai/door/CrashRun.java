package io.serai.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.testing.CountedSandbox;
import io.serai.testing.SeraiProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Many files, and the real program killed with -9 at random moments, its start included. The long form is a command:
 * {@code CrashRun FILES KILLS NODES PARALLEL [SEED]}.
 */
final class CrashRun {
    private final int files;
    private final int kills;
    private final int nodes;
    private final int parallel;
    private final Random random;

    private CrashRun(int files, int kills, int nodes, int parallel, long seed) {
        this.files = files;
        this.kills = kills;
        this.nodes = nodes;
        this.parallel = parallel;
        this.random = new Random(seed);
    }

    public static void main(String[] args) throws Exception {
        int[] n = new int[4];
        for (int i = 0; i < n.length; i++) {
            n[i] = Integer.parseInt(args[i]);
        }
        long seed = args.length > n.length ? Long.parseLong(args[n.length]) : System.nanoTime();
        Path root = Files.createTempDirectory("serai-crash-run");
        System.out.println(run(root, n[0], n[1], n[2], n[3], seed) + ", seed " + seed + ", in " + root);
    }

    /** Runs it, checks all that is promised, and answers the figures. */
    static String run(Path root, int files, int kills, int nodes, int parallel, long seed) throws Exception {
        return new CrashRun(files, kills, nodes, parallel, seed).run(root);
    }

    private String run(Path root) throws Exception {
        try (CountedSandbox upstream = new CountedSandbox()) {
            // As an upstream takes its time, so that most kills meet a call under way.
            upstream.refuse(request -> pause(30));
            CrashFolder folder = new CrashFolder(
                    upstream,
                    root,
                    "SERAI_FOLDER_PARALLEL",
                    String.valueOf(parallel),
                    "SERAI_FOLDER_LEASE",
                    "5s",
                    // Kills at random are nobody's fault, even when they meet one file three times.
                    "SERAI_FOLDER_MAX_TRIES",
                    "100");
            Map<String, String> prompts = new LinkedHashMap<>();
            for (int i = 0; i < files; i++) {
                prompts.put("file-" + i, "number " + i);
                folder.drop("llm-chat/file-" + i + ".txt", "number " + i);
            }
            int unfinished = killAll(folder);
            SeraiProcess last = folder.launch();
            try (last) {
                folder.awaitEnd(last, Duration.ofMinutes(10));
                last.awaitReady();
                last.terminate();
                assertThat(last.exitCode()).isZero();
            }
            folder.assertOneResultEach("llm-chat", prompts);
            assertThat(folder.files("failed")).isEmpty();
            int calls = folder.calls();
            assertThat(calls).isBetween(files, files + kills * parallel);
            return files + " files, " + kills + " kills (" + unfinished + " with files left), " + nodes + " nodes, "
                    + parallel + " at once: " + calls + " upstream calls";
        }
    }

    private int killAll(CrashFolder folder) throws Exception {
        int unfinished = 0;
        List<SeraiProcess> running = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            while (running.size() < nodes) {
                running.add(folder.launch());
            }
            SeraiProcess victim = running.remove(random.nextInt(nodes));
            // One in five dies while it starts.
            if (random.nextInt(5) > 0) {
                victim.awaitReady();
            }
            pause(random.nextInt(900));
            unfinished += folder.left().isEmpty() ? 0 : 1;
            victim.kill();
            victim.exitCode();
        }
        for (SeraiProcess survivor : running) {
            survivor.awaitReady();
            survivor.terminate();
            assertThat(survivor.exitCode()).isZero();
        }
        return unfinished;
    }

    private static boolean pause(long millis) {
        try {
            return new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
