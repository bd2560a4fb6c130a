package io.serai.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of ours, with what Linux knows of it and of the processes that it started. */
final class Child implements AutoCloseable {
    private static final double TICKS_PER_SECOND = 100;
    private static final long START_SECONDS = 60;

    private final Process process;
    private final Path log;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Child start(Path folder, Map<String, String> environment, List<String> command) {
        try {
            Path log = Files.createTempFile(folder, "child", ".log");
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("SERAI_") || name.startsWith("OPENAI_"));
            builder.environment().putAll(environment);
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Child child = new Child(process, log);
            Runtime.getRuntime().addShutdownHook(new Thread(child::kill));
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the port takes connections. */
    void awaitPort(int port) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!accepts(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(
                        process.info().commandLine().orElse("it") + " does not start:\n" + log());
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor time used so far, in user and kernel mode. */
    double cpuSeconds() {
        return family().mapToDouble(pid -> {
                    // The name in brackets may hold spaces; the fields are counted from behind it.
                    String stat = proc(pid, "stat");
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
                })
                .sum();
    }

    /** Resident memory now, in MB. */
    double residentMb() {
        return status("VmRSS:") / 1024.0;
    }

    /** The largest resident memory so far, in MB. */
    double peakMb() {
        return status("VmHWM:") / 1024.0;
    }

    int threads() {
        return (int) status("Threads:");
    }

    private long status(String field) {
        return family().mapToLong(pid -> proc(pid, "status")
                        .lines()
                        .filter(line -> line.startsWith(field))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                        .sum())
                .sum();
    }

    private Stream<Long> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid);
    }

    private static String proc(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process process() {
        return process;
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
