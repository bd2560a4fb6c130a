package io.serai.local;

import io.serai.error.InvalidRequestException;
import io.serai.error.UpstreamException;
import io.serai.storage.Attempt;
import io.serai.storage.BaseUrl;
import io.serai.storage.Content;
import io.serai.storage.ContentTypes;
import io.serai.storage.FetchedObject;
import io.serai.storage.Link;
import io.serai.storage.NewObject;
import io.serai.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Objects as files below one folder, each under its key. A file appears whole or not at all; a symbolic link is never
 * followed. A content type that the file's extension does not tell is kept beside, in the hidden folder {@code .serai}.
 * Several processes may share the folder.
 */
public final class FolderStore implements ObjectStore {
    private final Path root;
    private final BaseUrl urls;
    private final WholeFiles files;
    private final TypeNotes types;

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
        this.types = new TypeNotes(hidden.resolve("types"), files);
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public void put(NewObject object, Attempt attempt) {
        attempt.remaining();
        Path target = ObjectPath.of(root, attempt.operation(), object.key());
        try (InputStream in = open(object.content(), attempt)) {
            if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                throw ObjectPath.folder(attempt.operation(), object.key());
            }
            if (!object.addressed()) {
                // The type first: who sees the new bytes must not see the old type.
                types.write(object.key(), object.contentType());
                files.write(target, in, true);
            } else if (files.write(target, in, false)) {
                types.write(object.key(), object.contentType());
            } else {
                throw conflict(object.key(), attempt);
            }
        } catch (IOException e) {
            throw failed("written", attempt, e);
        }
    }

    @Override
    public FetchedObject get(String key, long limit, Attempt attempt) {
        attempt.remaining();
        Path file = ObjectPath.of(root, attempt.operation(), key);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw InvalidRequestException.notFound(
                    attempt.operation(),
                    "source",
                    "there is no object '" + key + "'; give a key that an upload answered");
        }
        try {
            long size = Files.size(file);
            if (size > limit) {
                throw InvalidRequestException.tooLarge(
                        attempt.operation(),
                        "source",
                        "has " + size + " bytes and " + limit + " are allowed (serai.max-upload)");
            }
            return new FetchedObject(Content.of(file), types.read(key).orElseGet(() -> ContentTypes.of(key)), size);
        } catch (IOException e) {
            throw failed("read", attempt, e);
        }
    }

    @Override
    public Link url(String key, Duration expiry) {
        return new Link(urls.url(key), null);
    }

    @Override
    public String key(String operation, String param, String keyOrUrl) {
        return urls.key(operation, param, keyOrUrl);
    }

    @Override
    public void close() {
        // Nothing is held open between calls.
    }

    private static InputStream open(Content content, Attempt attempt) {
        try {
            return content.open();
        } catch (IOException e) {
            throw Content.unreadable(attempt.operation(), e);
        }
    }

    private static InvalidRequestException conflict(String key, Attempt attempt) {
        return new InvalidRequestException(
                "key: '" + key + "' holds other content; give a key of your own to replace it",
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
