package io.serai.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a folder at one moment.
 *
 * @param stamps time and size of each file, to see whether it changes
 * @param texts what could be read, by file name
 * @param blank names of files with nothing in them: an editor empties a file before it writes it
 * @param unreadable what is wrong with the others
 */
record RouteFolder(
        Map<String, String> stamps, Map<String, RouteText> texts, List<String> blank, List<RouteProblem> unreadable) {

    static RouteFolder read(Path folder) throws IOException {
        // The stamps first: what changes while it is read is another file the next time.
        Map<String, String> stamps = stamps(folder);
        List<RouteProblem> unreadable = new ArrayList<>();
        Map<String, RouteText> texts = new TreeMap<>();
        List<String> blank = new ArrayList<>();
        for (RouteText text : RouteText.readAll(folder, unreadable)) {
            texts.put(text.name(), text);
            if (text.text().isBlank()) {
                blank.add(text.name());
            }
        }
        return new RouteFolder(stamps, texts, blank, unreadable);
    }

    static Map<String, String> stamps(Path folder) throws IOException {
        Map<String, String> stamps = new HashMap<>();
        for (Path file : RouteText.files(folder)) {
            try {
                stamps.put(file.getFileName().toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
            } catch (NoSuchFileException e) {
                // Deleted since the folder was listed.
                stamps.remove(file.getFileName().toString());
            }
        }
        return stamps;
    }
}
