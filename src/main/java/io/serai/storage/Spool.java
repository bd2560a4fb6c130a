package io.serai.storage;

import io.serai.error.InvalidRequestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Keeps the bytes of a stream: few in memory, many in a temporary file. */
public final class Spool {
    /** More goes to a file, so that many objects at once fit into a small heap. */
    private static final int IN_MEMORY = 512 * 1024;

    private Spool() {}

    /**
     * All bytes of a stream, which is not closed.
     *
     * @param limit most bytes
     * @param tooLarge what to throw when there are more
     * @throws IOException of the stream, or of a full disk; then nothing is kept
     */
    public static Content read(InputStream in, long limit, Supplier<? extends RuntimeException> tooLarge)
            throws IOException {
        byte[] head = in.readNBytes((int) Math.min(IN_MEMORY, Math.max(0, limit)));
        int more = in.read();
        if (more < 0) {
            return Content.of(head);
        }
        if (head.length >= limit) {
            throw tooLarge.get();
        }
        Path path = Files.createTempFile("serai-", ".object");
        Content file = Content.temporary(path);
        byte[] one = {(byte) more};
        InputStream all = new SequenceInputStream(
                new ByteArrayInputStream(head), new SequenceInputStream(new ByteArrayInputStream(one), in));
        try (OutputStream out = Files.newOutputStream(path)) {
            copy(all, out, limit, tooLarge);
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * The content of an upload that comes as a stream, which is closed.
     *
     * @param size that the sender says it has; -1 when unknown
     * @throws InvalidRequestException when it is too large, cannot be read or has another size
     */
    static Content content(String operation, InputStream stream, long size, long limit) {
        Content content;
        try (InputStream in = stream) {
            content = read(
                    in,
                    limit,
                    () -> InvalidRequestException.tooLarge(
                            operation,
                            "content",
                            "has more than the " + limit + " bytes that are allowed (serai.max-upload)"));
        } catch (IOException e) {
            throw Content.unreadable(operation, e);
        }
        try {
            if (size >= 0 && content.size() != size) {
                long read = content.size();
                content.close();
                throw InvalidRequestException.field(
                        operation, "content", "ends after " + read + " of " + size + " bytes; send all of it");
            }
        } catch (IOException e) {
            throw Content.unreadable(operation, e);
        }
        return content;
    }

    private static void copy(
            InputStream in, OutputStream out, long limit, Supplier<? extends RuntimeException> tooLarge)
            throws IOException {
        byte[] block = new byte[64 * 1024];
        long total = 0;
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            total += n;
            if (total > limit) {
                throw tooLarge.get();
            }
            out.write(block, 0, n);
        }
    }
}
