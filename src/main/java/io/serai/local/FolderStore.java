package io.serai.local;

import io.serai.error.InvalidRequestException;
import io.serai.error.UpstreamException;
import io.serai.local.ObjectNotes.Note;
import io.serai.storage.Attempt;
import io.serai.storage.BaseUrl;
import io.serai.storage.ByteRange;
import io.serai.storage.Content;
import io.serai.storage.FetchedObject;
import io.serai.storage.Link;
import io.serai.storage.NewObject;
import io.serai.storage.ObjectInfo;
import io.serai.storage.ObjectPage;
import io.serai.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Objects as files below one folder, each under its key. A file appears whole or not at all; a symbolic link is never
 * followed. What a file cannot tell, such as its content type, is kept beside, in the hidden folder {@code .serai}. Several
 * processes may share the folder.
 */
public final class FolderStore implements ObjectStore {
    private final Path root;
    private final BaseUrl urls;
    private final WholeFiles files;
    private final ObjectNotes notes;

    /**
     * @param root is created when missing
     * @param base address below which the objects are read: that of a REST door, or the root's own {@code file:} URI
     * @throws IOException when the folder can be neither created nor entered
     */
    public FolderStore(Path root, URI base) throws IOException {
        this.root = Files.createDirectories(root).toRealPath();
        this.urls = new BaseUrl(base);
        Path hidden = this.root.resolve(ObjectPath.HIDDEN);
        this.files = new WholeFiles(hidden.resolve("tmp"));
        this.notes = new ObjectNotes(hidden.resolve("types"), files);
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public void put(NewObject object, Attempt attempt) {
        attempt.remaining();
        Path target = ObjectPath.of(root, attempt.operation(), object.key());
        Note note = new Note(object.contentType(), object.headers());
        try (InputStream in = open(object.content(), attempt)) {
            if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                throw ObjectPath.folder(attempt.operation(), object.key());
            }
            write(object.key(), target, in, note, object.overwrite(), attempt);
        } catch (IOException e) {
            throw failed("written", attempt, e);
        }
    }

    private void write(String key, Path target, InputStream in, Note note, boolean overwrite, Attempt attempt)
            throws IOException {
        if (overwrite) {
            // The note first: who sees the new bytes must not see the old type.
            notes.write(key, note);
            files.write(target, in, true);
        } else if (files.write(target, in, false)) {
            notes.write(key, note);
        } else {
            throw conflict(key, attempt);
        }
    }

    @Override
    public FetchedObject get(String key, @Nullable ByteRange range, long limit, Attempt attempt) {
        attempt.remaining();
        Path file = ObjectPath.of(root, attempt.operation(), key);
        try {
            return opened(key, file, range, limit, attempt);
        } catch (NoSuchFileException e) {
            throw missing(key, attempt);
        } catch (IOException e) {
            throw failed("read", attempt, e);
        }
    }

    private FetchedObject opened(String key, Path file, @Nullable ByteRange range, long limit, Attempt attempt)
            throws IOException {
        while (true) {
            ObjectInfo info = info(key, file);
            ByteRange part = range == null ? null : range.within(attempt.operation(), info.size());
            long size = part == null ? info.size() : part.length();
            if (size > limit) {
                throw InvalidRequestException.tooLarge(
                        attempt.operation(),
                        param(attempt),
                        "has " + size + " bytes and " + limit + " are allowed (serai.max-upload)");
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            Content content = Content.of(channel, part == null ? 0 : part.first(), size);
            // Somebody may have replaced it between the two looks.
            if (Objects.equals(info(key, file).etag(), info.etag())) {
                return new FetchedObject(content, info, part);
            }
            content.close();
            attempt.remaining();
        }
    }

    @Override
    public ObjectInfo stat(String key, Attempt attempt) {
        attempt.remaining();
        try {
            return info(key, ObjectPath.of(root, attempt.operation(), key));
        } catch (NoSuchFileException e) {
            throw missing(key, attempt);
        } catch (IOException e) {
            throw failed("read", attempt, e);
        }
    }

    @Override
    public boolean delete(String key, Attempt attempt) {
        attempt.remaining();
        Path file = ObjectPath.of(root, attempt.operation(), key);
        try {
            boolean there = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.deleteIfExists(file);
            if (there) {
                notes.delete(key);
                files.prune(root, Objects.requireNonNull(file.getParent()));
            }
            return there;
        } catch (IOException e) {
            throw failed("written", attempt, e);
        }
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String marker, int limit, Attempt attempt) {
        attempt.remaining();
        try {
            // One more than asked for tells whether there is a page after this one.
            List<String> keys = KeyWalk.keys(root, prefix, Objects.requireNonNullElse(marker, ""), limit + 1);
            List<ObjectInfo> found = new ArrayList<>();
            for (String key : keys.subList(0, Math.min(limit, keys.size()))) {
                try {
                    found.add(info(key, root.resolve(key)));
                } catch (NoSuchFileException e) {
                    // Deleted meanwhile.
                }
            }
            return new ObjectPage(found, keys.size() > limit ? keys.get(limit - 1) : null);
        } catch (IOException e) {
            throw failed("read", attempt, e);
        }
    }

    @Override
    public void copy(String from, String to, boolean overwrite, Attempt attempt) {
        ObjectInfo info = stat(from, attempt);
        Path target = ObjectPath.of(root, attempt.operation(), to);
        try (InputStream in = Files.newInputStream(ObjectPath.of(root, attempt.operation(), from))) {
            if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                throw ObjectPath.folder(attempt.operation(), to);
            }
            write(to, target, in, new Note(info.contentType(), info.headers()), overwrite, attempt);
        } catch (IOException e) {
            throw failed("written", attempt, e);
        }
    }

    @Override
    public void move(String from, String to, boolean overwrite, Attempt attempt) {
        // Not a rename: a crash in between leaves both, never none.
        copy(from, to, overwrite, attempt);
        delete(from, attempt);
    }

    @Override
    public Link url(String key, Duration expiry) {
        return new Link(urls.url(key), null);
    }

    @Override
    public boolean owns(String url) {
        return urls.owns(url);
    }

    @Override
    public String key(String operation, String param, String keyOrUrl) {
        return urls.key(operation, param, keyOrUrl);
    }

    @Override
    public void close() {
        // Nothing is held open between calls.
    }

    /** What is known of a file; every write makes a new one, so its time and size tell contents apart. */
    private ObjectInfo info(String key, Path file) throws IOException {
        BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!a.isRegularFile()) {
            throw new NoSuchFileException(key);
        }
        String etag =
                Long.toHexString(a.lastModifiedTime().to(TimeUnit.NANOSECONDS)) + "-" + Long.toHexString(a.size());
        Note note = notes.read(key);
        return new ObjectInfo(
                key, a.size(), note.contentType(), etag, a.lastModifiedTime().toInstant(), note.headers());
    }

    private static InputStream open(Content content, Attempt attempt) {
        try {
            return content.open();
        } catch (IOException e) {
            throw Content.unreadable(attempt.operation(), e);
        }
    }

    private static String param(Attempt attempt) {
        return attempt.operation().equals("storage-download") ? "source" : "key";
    }

    private static InvalidRequestException missing(String key, Attempt attempt) {
        return InvalidRequestException.notFound(
                attempt.operation(),
                param(attempt),
                "there is no object '" + key + "'; give a key that an upload answered");
    }

    private static InvalidRequestException conflict(String key, Attempt attempt) {
        return new InvalidRequestException(
                "key: '" + key + "' holds other content; give another key, or overwrite=true to replace it",
                attempt.detail().answered(409, null, null).because("already_exists", "key"));
    }

    /** A full or broken disk does not mend in seconds, so there is no retry. */
    private static UpstreamException failed(String what, Attempt attempt, IOException e) {
        return new UpstreamException(
                "the storage folder could not be " + what + " (" + e.getClass().getSimpleName()
                        + "); check its disk and its rights (serai.data)",
                attempt.detail().hinted(false),
                e);
    }
}
