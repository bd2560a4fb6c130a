package io.serai.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the figures were taken on. */
final class Machine {
    private Machine() {}

    static String describe() {
        String cpu = lines("/proc/cpuinfo").stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        long kb = lines("/proc/meminfo").stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .sum();
        return Runtime.getRuntime().availableProcessors() + " cores (" + cpu + "), " + kb / 1024 / 1024 + " GB, Linux "
                + System.getProperty("os.version");
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String javaVersion(Path home) {
        return "Java "
                + lines(home.resolve("release").toString()).stream()
                        .filter(line -> line.startsWith("JAVA_VERSION="))
                        .map(line -> line.replaceAll("JAVA_VERSION=|\"", ""))
                        .findFirst()
                        .orElse("of " + home);
    }

    static boolean has(String program) {
        try {
            new ProcessBuilder(program, "-v").redirectErrorStream(true).start().destroy();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static String firstLine(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return output.lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String jsonField(Path file, String field) {
        try {
            return new ObjectMapper().readTree(file.toFile()).path(field).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
