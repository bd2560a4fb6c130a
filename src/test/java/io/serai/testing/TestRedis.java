package io.serai.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import redis.embedded.core.ExecutableProvider;

/**
 * A real {@code redis-server} process on a free loopback port, without persistence, that tests can freeze and kill.
 *
 * <pre>{@code
 * try (TestRedis redis = TestRedis.start("maxmemory 1mb", "maxmemory-policy noeviction")) {
 *     ... redis.url() ...
 *     redis.freeze();
 * }
 * }</pre>
 *
 * The binary is that of embedded-redis; the process is started here because that library does not show it. It ends with
 * {@link #close()} and, failing that, with the JVM.
 */
public final class TestRedis implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);

    private final Path folder;
    private final List<String> config;
    private final String password;
    private final int port;
    private final Thread atExit = new Thread(this::destroy, "test-redis-exit");
    private final String mode;
    private final String ready;
    private Process process;

    private TestRedis(TestRedis master, String name, List<String> lines) throws IOException {
        this.password = "";
        this.port = freePort();
        this.folder = Files.createTempDirectory("serai-sentinel");
        this.config = new ArrayList<>(List.of(
                "bind 127.0.0.1",
                "port " + port,
                "dir " + folder,
                "sentinel monitor " + name + " 127.0.0.1 " + master.port + " 1"));
        config.addAll(lines);
        this.mode = "--sentinel";
        this.ready = "+monitor master " + name;
        Runtime.getRuntime().addShutdownHook(atExit);
        this.process = launch();
    }

    private TestRedis(String password, List<String> lines) throws IOException {
        this.password = password;
        this.mode = "";
        this.ready = "Ready to accept connections";
        this.port = freePort();
        this.folder = Files.createTempDirectory("serai-redis");
        this.config = new ArrayList<>(List.of("bind 127.0.0.1", "port " + port, "save \"\"", "appendonly no"));
        config.add("dir " + folder);
        if (!password.isEmpty()) {
            config.add("requirepass " + password);
        }
        config.addAll(lines);
        Runtime.getRuntime().addShutdownHook(atExit);
        this.process = launch();
    }

    /** Without a password; the lines are added to {@code redis.conf}. */
    public static TestRedis start(String... lines) {
        return startWithPassword("", lines);
    }

    public static TestRedis startWithPassword(String password, String... lines) {
        try {
            return new TestRedis(password, List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sentinel that watches this master under a name; the lines are added to its configuration. */
    public static TestRedis sentinel(TestRedis master, String name, String... lines) {
        try {
            return new TestRedis(master, name, List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code redis://127.0.0.1:port}, with the password if there is one. */
    public String url() {
        return "redis://" + (password.isEmpty() ? "" : ":" + password + "@") + "127.0.0.1:" + port;
    }

    /** Asks the server itself, past everything of ours. */
    public <T> T ask(Function<RedisCommands<String, String>, T> question) {
        RedisClient client = RedisClient.create(url());
        try {
            return question.apply(client.connect().sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL: connections are reset and later ones refused. Everything stored is lost. */
    public void kill() {
        destroy();
    }

    /** SIGSTOP: connections stay open, the kernel accepts new ones, nothing is answered. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT: what waited is answered. */
    public void thaw() {
        signal("CONT");
    }

    /** Kills the process if it runs and starts an empty one on the same port. */
    public void restart() {
        destroy();
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        destroy();
        Runtime.getRuntime().removeShutdownHook(atExit);
        for (File left : folder.toFile().listFiles()) {
            left.delete();
        }
        folder.toFile().delete();
    }

    private Process launch() throws IOException {
        Path file = Files.write(folder.resolve("redis.conf"), config);
        Path log = folder.resolve("redis.log");
        List<String> command = new ArrayList<>(List.of(Binary.FILE.getPath(), file.toString()));
        if (!mode.isEmpty()) {
            command.add(mode);
        }
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitReady(started, log, ready);
        return started;
    }

    /** By the log and not by the port, which another process might have taken in the meantime. */
    private static void awaitReady(Process started, Path log, String sign) throws IOException {
        long end = System.nanoTime() + START.toNanos();
        boolean ready = false;
        try {
            while (!ready) {
                boolean over = started.waitFor(10, TimeUnit.MILLISECONDS) || System.nanoTime() > end;
                String written = Files.readString(log);
                ready = written.contains(sign);
                if (over && !ready) {
                    throw new IOException("redis-server does not start: " + written);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while redis-server started", e);
        } finally {
            if (!ready) {
                started.destroyForcibly();
            }
        }
    }

    private void destroy() {
        if (process == null) {
            return;
        }
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void signal(String name) {
        try {
            // The shell's own kill, because a small image may have no program of that name.
            int exit = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        while (true) {
            try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                // A node of a cluster also takes the port 10,000 above.
                if (probe.getLocalPort() < 55_000) {
                    return probe.getLocalPort();
                }
            }
        }
    }

    /** The program, unpacked once a JVM: it has 10 MB. */
    private static final class Binary {
        static final File FILE = unpack();

        private static File unpack() {
            try {
                return ExecutableProvider.newJarResourceProvider().get();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
