package io.serai.storage;

import io.serai.error.InvalidRequestException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of an object, in memory or in a file. Can be opened again, so that an attempt can be repeated. Thread-safe as
 * long as nobody changes the bytes or the file.
 */
public final class Content implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Content.class);
    private static final Cleaner CLEANER = Cleaner.create();

    private final Source source;
    private Cleaner.Cleanable held = () -> {};

    /** Where the bytes are. */
    private interface Source {
        InputStream open() throws IOException;

        long size() throws IOException;

        default byte[] bytes() throws IOException {
            try (InputStream in = open()) {
                return in.readAllBytes();
            }
        }
    }

    private Content(Source source) {
        this.source = source;
    }

    /** These bytes, not copied: do not change them. */
    public static Content of(byte[] bytes) {
        return new Content(new Memory(bytes));
    }

    /** The file as it is each time it is opened. */
    public static Content of(Path file) {
        return new Content(new File(file));
    }

    /** A file that is deleted by {@link #close()}, at the latest when nobody holds this content any more. */
    public static Content temporary(Path file) {
        Content content = of(file);
        content.held = CLEANER.register(content, quiet(() -> Files.deleteIfExists(file)));
        return content;
    }

    /**
     * A part of an open file, which stays what it is also when its name is given to another; closed by {@link #close()}, at
     * the latest when nobody holds this content any more.
     */
    public static Content of(FileChannel channel, long offset, long length) {
        Content content = new Content(new Open(channel, offset, length));
        content.held = CLEANER.register(content, quiet(channel::close));
        return content;
    }

    /** The bytes from the start; the caller closes the stream. */
    public InputStream open() throws IOException {
        return source.open();
    }

    /** The bytes from an offset on, so many of them. */
    public byte[] bytes(long offset, int length) throws IOException {
        try (InputStream in = open()) {
            in.skipNBytes(offset);
            byte[] part = in.readNBytes(length);
            if (part.length < length) {
                throw new EOFException("the content has become shorter");
            }
            return part;
        }
    }

    /** Number of bytes. */
    public long size() throws IOException {
        return source.size();
    }

    /** All bytes; not copied when they are in memory. */
    public byte[] bytes() throws IOException {
        return source.bytes();
    }

    /** Frees what the content holds: deletes a temporary file, closes an open one; else does nothing. */
    @Override
    public void close() {
        held.clean();
    }

    /** What a caller is told when the content it gave cannot be read. */
    public static InvalidRequestException unreadable(String operation, IOException e) {
        return InvalidRequestException.field(
                operation,
                "content",
                "cannot be read (" + e.getClass().getSimpleName() + "); give bytes or a file that can be read");
    }

    /** A temporary file that cannot be deleted is the system's to clean up, and no failure of the call. */
    private static Runnable quiet(Release release) {
        return () -> {
            try {
                release.run();
            } catch (IOException e) {
                LOG.warn(
                        "A file of an object could not be freed ({})",
                        e.getClass().getSimpleName());
            }
        };
    }

    private interface Release {
        void run() throws IOException;
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record Memory(byte[] memory) implements Source {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(memory);
        }

        @Override
        public long size() {
            return memory.length;
        }

        @Override
        public byte[] bytes() {
            return memory;
        }
    }

    private record File(Path path) implements Source {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }

        @Override
        public long size() throws IOException {
            return Files.size(path);
        }
    }

    private record Open(FileChannel channel, long offset, long size) implements Source {
        @Override
        public InputStream open() {
            return new ChannelInput(channel, offset, size);
        }
    }
}
