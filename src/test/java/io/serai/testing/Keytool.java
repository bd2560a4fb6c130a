package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes key pairs with the JDK's own program, because the JDK has no public class that signs a certificate. */
final class Keytool {
    static final char[] PASSWORD = "changeit".toCharArray();

    private Keytool() {}

    /** The PKCS#12 store with one elliptic-curve key pair more; an empty store is made new. */
    static byte[] generate(byte[] store, List<String> options) {
        try {
            Path folder = Files.createTempDirectory("serai-keytool");
            Path file = folder.resolve("keys.p12");
            if (store.length > 0) {
                Files.write(file, store);
            }
            run(file, options);
            byte[] result = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(folder);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty array is an empty store. */
    static KeyStore load(byte[] store) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(store.length == 0 ? null : new ByteArrayInputStream(store), PASSWORD);
            return keys;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Path file, List<String> options) throws IOException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(program.toString(), "-genkeypair", "-keyalg", "EC"));
        command.addAll(List.of("-groupname", "secp256r1", "-storetype", "PKCS12", "-keystore", file.toString()));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        command.addAll(options);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
