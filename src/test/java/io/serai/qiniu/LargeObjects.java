package io.serai.qiniu;

import io.serai.Serai;
import io.serai.storage.Download;
import io.serai.storage.DownloadRequest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** A program of its own, to be run in a small heap: stores a file of 200 MB, reads it back and compares. */
final class LargeObjects {
    private static final int SIZE = 200 * 1024 * 1024;

    private LargeObjects() {}

    /** @param args a folder, then settings as {@code key=value} */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0], "large.bin");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            Random random = new Random(1);
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < SIZE; i += block.length) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        Map<String, String> settings = new HashMap<>();
        for (int i = 1; i < args.length; i++) {
            String[] pair = args[i].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        try (Serai serai = Serai.start(settings)) {
            String url = serai.storage().upload(file, "large.bin", null);
            try (Download download = serai.storage().download(new DownloadRequest(url));
                    InputStream got = download.content().open();
                    InputStream given = Files.newInputStream(file)) {
                compare(given, got);
            }
        }
        System.out.println("the same " + SIZE + " bytes with a heap of "
                + Runtime.getRuntime().maxMemory());
    }

    private static void compare(InputStream given, InputStream got) throws IOException {
        byte[] left = given.readNBytes(1 << 16);
        while (left.length > 0) {
            if (!java.util.Arrays.equals(left, got.readNBytes(1 << 16))) {
                throw new IOException("other bytes came back");
            }
            left = given.readNBytes(1 << 16);
        }
        if (got.read() >= 0) {
            throw new IOException("more bytes came back");
        }
    }
}
