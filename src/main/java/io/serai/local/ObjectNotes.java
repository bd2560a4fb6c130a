package io.serai.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.json.Json;
import io.serai.storage.ContentTypes;
import io.serai.storage.ObjectHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a file cannot tell of an object: one small JSON file each, named by the key's hash; none when nothing needs to be told. */
final class ObjectNotes {
    private final Path folder;
    private final WholeFiles files;

    /** What is served with an object. */
    record Note(String contentType, ObjectHeaders headers) {}

    ObjectNotes(Path folder, WholeFiles files) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.files = files;
    }

    void write(String key, Note note) throws IOException {
        if (note.headers().isEmpty() && note.contentType().equals(ContentTypes.of(key))) {
            delete(key);
            return;
        }
        Map<String, Object> json = new HashMap<>();
        json.put("type", note.contentType());
        json.put("cache", note.headers().cacheControl());
        json.put("disposition", note.headers().contentDisposition());
        json.put("meta", note.headers().metadata());
        files.write(file(key), new ByteArrayInputStream(Json.bytes(json)), true);
    }

    Note read(String key) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file(key));
        } catch (NoSuchFileException e) {
            return new Note(ContentTypes.of(key), ObjectHeaders.NONE);
        }
        if (bytes.length == 0 || bytes[0] != '{') {
            // Before there were other things to note, the file was the type.
            return new Note(new String(bytes, UTF_8), ObjectHeaders.NONE);
        }
        JsonNode json = Json.read(bytes);
        Map<String, String> metadata = new HashMap<>();
        json.path("meta")
                .properties()
                .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
        return new Note(
                json.path("type").asText(),
                new ObjectHeaders(text(json, "cache"), text(json, "disposition"), metadata));
    }

    void delete(String key) throws IOException {
        Files.deleteIfExists(file(key));
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.path(name).isTextual() ? json.path(name).asText() : null;
    }

    private Path file(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
