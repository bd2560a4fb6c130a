package io.serai.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.json.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How the folder door stands, by looking at its folders: how many files wait, are worked on, and have failed, and why. */
public final class FolderView {
    private static final int MAX_COUNTED = 10_000;
    private static final int MAX_SHOWN = 50;
    private static final int MAX_REASON = 64_000;
    private static final String REASON = ".error.json";

    private final Path data;

    public FolderView(Path data) {
        this.data = data;
    }

    /** A failed file with its reason and what to do. */
    public record Failure(String file, String time, String message, String remedy) {}

    /** Counts stop at ten thousand. */
    public record State(long waiting, long working, long failed, List<Failure> failures) {}

    public State state() {
        List<Path> reasons = files(data.resolve("failed")).stream()
                .filter(file -> file.toString().endsWith(REASON))
                .toList();
        return new State(waiting(), working(), reasons.size(), newest(reasons));
    }

    public long waiting() {
        return files(data.resolve("inbox")).size();
    }

    /** Claims of all nodes; a claim is a folder or a file below the folder of its node. */
    public long working() {
        long claims = 0;
        for (Path node : children(data.resolve(".work"))) {
            claims += Files.isDirectory(node, LinkOption.NOFOLLOW_LINKS)
                    ? children(node).size()
                    : 0;
        }
        return claims;
    }

    public long failed() {
        return files(data.resolve("failed")).stream()
                .filter(file -> file.toString().endsWith(REASON))
                .count();
    }

    private List<Failure> newest(List<Path> reasons) {
        return reasons.stream()
                .sorted(Comparator.comparing(FolderView::time).reversed())
                .limit(MAX_SHOWN)
                .map(this::failure)
                .toList();
    }

    private Failure failure(Path reason) {
        String name = data.resolve("failed").relativize(reason).toString();
        String file = name.substring(0, name.length() - REASON.length());
        try {
            if (Files.size(reason) > MAX_REASON) {
                return new Failure(file, time(reason).toString(), "", "");
            }
            JsonNode json = Json.read(Files.readAllBytes(reason));
            return new Failure(
                    json.path("input").asText(file),
                    time(reason).toString(),
                    json.path("message").asText(),
                    json.path("remedy").asText());
        } catch (IOException e) {
            return new Failure(file, time(reason).toString(), "", "");
        }
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Regular files of the folders below this one, without hidden ones. */
    private static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        for (Path inner : children(folder)) {
            List<Path> below = Files.isDirectory(inner, LinkOption.NOFOLLOW_LINKS) ? children(inner) : List.of(inner);
            below.stream()
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(files::add);
        }
        return files;
    }

    private static List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            for (Path child : found) {
                children.add(child);
                if (children.size() >= MAX_COUNTED) {
                    break;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // No folder door, or the folder is gone: nothing to show.
            return children;
        }
        return children;
    }
}
