package io.serai.storage;

import io.serai.error.InvalidRequestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object, in memory or in a file. Can be opened again, so that an attempt can be repeated. Thread-safe as
 * long as nobody changes the bytes or the file.
 */
public final class Content implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final byte @Nullable [] bytes;
    private final @Nullable Path file;
    private Cleaner.@Nullable Cleanable temporary;

    private Content(byte @Nullable [] bytes, @Nullable Path file) {
        this.bytes = bytes;
        this.file = file;
    }

    /** These bytes, not copied: do not change them. */
    public static Content of(byte[] bytes) {
        return new Content(bytes, null);
    }

    /** The file as it is each time it is opened. */
    public static Content of(Path file) {
        return new Content(null, file);
    }

    /** A file that is deleted by {@link #close()}, at the latest when nobody holds this content any more. */
    public static Content temporary(Path file) {
        Content content = of(file);
        content.temporary = CLEANER.register(content, new Deletion(file));
        return content;
    }

    /** The bytes from the start; the caller closes the stream. */
    public InputStream open() throws IOException {
        return bytes != null ? new ByteArrayInputStream(bytes) : Files.newInputStream(path());
    }

    /** Number of bytes. */
    public long size() throws IOException {
        return bytes != null ? bytes.length : Files.size(path());
    }

    /** All bytes; not copied when they are in memory. */
    public byte[] bytes() throws IOException {
        return bytes != null ? bytes : Files.readAllBytes(path());
    }

    /** Deletes the file of a temporary content; else does nothing. */
    @Override
    public void close() {
        if (temporary != null) {
            temporary.clean();
        }
    }

    /** What a caller is told when the content it gave cannot be read. */
    public static InvalidRequestException unreadable(String operation, IOException e) {
        return InvalidRequestException.field(
                operation,
                "content",
                "cannot be read (" + e.getClass().getSimpleName() + "); give bytes or a file that can be read");
    }

    private Path path() {
        if (file == null) {
            throw new IllegalStateException("content is neither bytes nor a file");
        }
        return file;
    }

    private record Deletion(Path file) implements Runnable {
        @Override
        public void run() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
