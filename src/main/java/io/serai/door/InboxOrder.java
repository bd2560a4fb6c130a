package io.serai.door;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.apache.camel.component.file.GenericFile;

/**
 * In which order the files seen in one poll are taken, {@code serai-inbox-order}: the operations in turn, each with its oldest
 * file first; one that has files under work waits as many turns. So a thousand files of one operation do not hold up one of
 * another. Used by the polling thread alone.
 */
final class InboxOrder implements Comparator<GenericFile<File>> {
    private final InboxFolders folders;
    private final ToIntFunction<String> running;
    private final Map<String, List<Seen>> byOperation = new TreeMap<>();
    private final Map<String, Turn> turns = new HashMap<>();

    /**
     * @param running how many files of an operation are worked on now
     */
    InboxOrder(InboxFolders folders, ToIntFunction<String> running) {
        this.folders = folders;
        this.running = running;
    }

    private record Seen(String path, long modified) {}

    private record Turn(int turn, long modified, String path) {
        static final Comparator<Turn> FIRST = Comparator.comparingInt(Turn::turn)
                .thenComparingLong(Turn::modified)
                .thenComparing(Turn::path);
    }

    /** To be called when a poll begins. */
    void clear() {
        byOperation.clear();
        turns.clear();
    }

    /** A file that may be taken. */
    void add(Path file, long modified) {
        byOperation
                .computeIfAbsent(folders.operation(file), name -> new ArrayList<>())
                .add(new Seen(file.toString(), modified));
    }

    /** How many files of each operation wait. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        byOperation.forEach((operation, files) -> counts.put(operation, files.size()));
        return counts;
    }

    @Override
    public int compare(GenericFile<File> one, GenericFile<File> other) {
        if (turns.isEmpty()) {
            byOperation.forEach(this::giveTurns);
        }
        return Turn.FIRST.compare(turn(one), turn(other));
    }

    private void giveTurns(String operation, List<Seen> files) {
        files.sort(Comparator.comparingLong(Seen::modified).thenComparing(Seen::path));
        int turn = running.applyAsInt(operation);
        for (Seen file : files) {
            turns.put(file.path, new Turn(turn++, file.modified, file.path));
        }
    }

    private Turn turn(GenericFile<File> file) {
        String path = folders.absolute(file.getFile()).toString();
        return turns.getOrDefault(path, new Turn(Integer.MAX_VALUE, file.getLastModified(), path));
    }
}
