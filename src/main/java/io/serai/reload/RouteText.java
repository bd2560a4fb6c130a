package io.serai.reload;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * One file of routes as it was read.
 *
 * @param name file name, such as {@code recipe-story.camel.yaml}
 */
public record RouteText(String name, String text) {
    /** A route file is written by hand; what is larger is something else. */
    static final long MAX_SIZE = 1 << 20;

    private static final String SUFFIX = ".camel.yaml";

    /** The route files of a folder, sorted by name; folders below it are not looked into. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** All route files of a folder; what cannot be read becomes a problem. */
    static List<RouteText> readAll(Path folder, List<RouteProblem> problems) throws IOException {
        List<RouteText> texts = new ArrayList<>();
        for (Path file : files(folder)) {
            try {
                texts.add(read(file));
            } catch (CharacterCodingException e) {
                problems.add(new RouteProblem(file.getFileName().toString(), 1, "is not UTF-8; save it as UTF-8"));
            } catch (IOException e) {
                problems.add(
                        new RouteProblem(file.getFileName().toString(), 1, "cannot be read (" + e.getMessage() + ")"));
            }
        }
        return texts;
    }

    static RouteText read(Path file) throws IOException {
        if (Files.size(file) > MAX_SIZE) {
            throw new IOException("it is larger than " + MAX_SIZE + " bytes");
        }
        return new RouteText(file.getFileName().toString(), Files.readString(file));
    }

    Resource resource() {
        return ResourceHelper.fromString(name, text);
    }
}
