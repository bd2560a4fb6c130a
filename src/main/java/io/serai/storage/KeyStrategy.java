package io.serai.storage;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** How an object that was given no key gets one. A call keeps its key through all its attempts. */
public enum KeyStrategy {
    /** The content's hash, a slash, the file name: the same upload has the same key, however often it is repeated. */
    HASH("hash"),
    /** Today in UTC, then a random id with the file's extension: {@code 2026/11/25/<uuid>.png}. Each upload is an object of its own. */
    DATE_UUID("date-uuid"),
    /** The file name itself. */
    ORIGINAL("original");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT);

    private final String id;

    KeyStrategy(String id) {
        this.id = id;
    }

    /** As written in settings and requests. */
    public String id() {
        return id;
    }

    static Optional<KeyStrategy> of(String id) {
        return Arrays.stream(values()).filter(s -> s.id.equals(id)).findFirst();
    }

    static String ids() {
        return Arrays.stream(values()).map(KeyStrategy::id).collect(Collectors.joining(", "));
    }

    /** The key below the prefix, which is used as it is. */
    String key(String operation, String prefix, Content content, String name, Clock clock) {
        String key = switch (this) {
            case HASH -> ObjectKey.addressed(operation, content, name);
            case DATE_UUID -> LocalDate.now(clock).format(DAY) + "/" + UUID.randomUUID() + extension(name);
            case ORIGINAL -> name;
        };
        return ObjectKey.checked(operation, "name", prefix + key);
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
        return extension.matches("\\.[a-z0-9]{1,10}") ? extension : "";
    }
}
