package io.serai.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.storage.ContentTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The content types that a key's extension does not tell: one small file each, named by the key's hash. */
final class TypeNotes {
    private final Path folder;
    private final WholeFiles files;

    TypeNotes(Path folder, WholeFiles files) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.files = files;
    }

    void write(String key, String contentType) throws IOException {
        Path note = note(key);
        if (contentType.equals(ContentTypes.of(key))) {
            Files.deleteIfExists(note);
        } else {
            files.write(note, new ByteArrayInputStream(contentType.getBytes(UTF_8)), true);
        }
    }

    Optional<String> read(String key) throws IOException {
        try {
            return Optional.of(Files.readString(note(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path note(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
