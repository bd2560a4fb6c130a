package io.serai.door;

import io.serai.recipe.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/**
 * One file of the inbox that this process alone works on: a folder with the input under its path ({@code in/}), and, once
 * there is an end, either result and receipt or the error. All are whole before anything becomes visible outside, so
 * {@link #finish()} can be called again after a crash at any moment and comes to the same end.
 */
final class Claim {
    static final String OPTIONS = ".options.json";

    private static final String PROPERTY = "SeraiClaim";
    private static final String RECEIPT = "receipt.json";
    private static final String ERROR = "error.json";
    private static final String RESULT = "result";

    private final InboxPlace place;
    private final InboxFolders folders;
    private final Path directory;
    private final Path relative;
    private final ClaimTries tries;
    private final long started = System.nanoTime();
    private volatile boolean alone;

    private Claim(InboxPlace place, Path directory, Path relative) {
        this.place = place;
        this.folders = place.folders();
        this.directory = directory;
        this.relative = relative;
        this.tries = ClaimTries.of(folders, input());
    }

    /** How a claim ended, and where its result, its input or its error now is. */
    record End(How how, Path path) {
        enum How {
            DONE("its result is"),
            FAILED("it has failed and is"),
            RETURNED("it is back"),
            /** Nothing had been taken yet. */
            NOTHING("");

            private final String said;

            How(String said) {
                this.said = said;
            }

            /** For people, to be followed by "in" and the path. */
            String said() {
                return said;
            }
        }
    }

    /** The claim of a file in the inbox, in a folder to be made; empty when another was faster. */
    static Optional<Claim> take(InboxPlace place, Path directory, Path file) throws IOException {
        Path relative = place.folders().inbox().relativize(file);
        Path in = directory.resolve("in").resolve(relative);
        Files.createDirectories(parent(in));
        place.checkpoint().passed("claim-made");
        try {
            Files.move(file, in, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            delete(directory);
            return Optional.empty();
        }
        place.checkpoint().passed("input-taken");
        Claim claim = new Claim(place, directory, relative);
        for (String name : claim.optionNames()) {
            Path options = file.resolveSibling(name);
            if (Files.isRegularFile(options, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(options, claim.input().resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
                break;
            }
        }
        // Lest a power cut brings the file back into the inbox after its result is out.
        for (Path folder = parent(in); !folder.equals(parent(directory)); folder = parent(folder)) {
            DurableFile.sync(folder);
        }
        DurableFile.sync(parent(directory));
        DurableFile.sync(parent(file));
        place.checkpoint().passed("claimed");
        return Optional.of(claim);
    }

    /** A claim of a process that is gone. */
    static Claim left(InboxPlace place, Path directory) throws IOException {
        Path in = directory.resolve("in");
        List<Path> files;
        try (Stream<Path> walk = Files.exists(in) ? Files.walk(in) : Stream.empty()) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        // The options go first whenever the two are moved, so one file alone is the input.
        Path input = files.stream()
                .filter(file -> files.size() == 1 || !file.toString().endsWith(OPTIONS))
                .findFirst()
                .orElse(in.resolve("moved"));
        return new Claim(place, directory, in.relativize(input));
    }

    static Claim of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Claim.class);
    }

    void attach(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** Below the inbox. */
    Path relative() {
        return relative;
    }

    /** Whether no other file is worked on meanwhile. */
    boolean isAlone() {
        return alone;
    }

    void alone(boolean yes) {
        alone = yes;
    }

    Path directory() {
        return directory;
    }

    /** How often this file has been worked on. */
    ClaimTries tries() {
        return tries;
    }

    /** Whether no other node has taken this over. */
    boolean isOurs() {
        return Files.isDirectory(directory);
    }

    Path input() {
        return directory.resolve("in").resolve(relative);
    }

    /** The inbox folder that the file was in; empty for the inbox itself. */
    String operation() {
        return relative.getNameCount() > 1 ? relative.getName(0).toString() : "";
    }

    String fileName() {
        return relative.getFileName().toString();
    }

    /** The file with the options, when there is one. */
    Optional<Path> options() {
        return optionNames().stream()
                .map(name -> input().resolveSibling(name))
                .filter(Files::exists)
                .findFirst();
    }

    String shown() {
        return folders.shown(folders.inbox().resolve(relative)).replaceFirst("^inbox[/\\\\]", "");
    }

    long millis() {
        return (System.nanoTime() - started) / 1_000_000;
    }

    /** Makes the result safe. It appears outside with {@link #finish()}. */
    void succeed(byte[] result, String extension, byte[] receipt) throws IOException {
        place.checkpoint().passed("result-made");
        DurableFile.write(directory.resolve(RESULT + extension), result);
        place.checkpoint().passed("result-staged");
        DurableFile.write(directory.resolve(RECEIPT), receipt);
        place.checkpoint().passed("receipt-staged");
    }

    /** Makes the error safe, unless there is a result. */
    void fail(byte[] problem) throws IOException {
        if (!Files.exists(directory.resolve(RECEIPT))) {
            DurableFile.write(directory.resolve(ERROR), problem);
            place.checkpoint().passed("error-staged");
        }
    }

    /** Brings result and input, or error and input, to their places; without either the input goes back to the inbox. */
    End finish() throws IOException {
        End end;
        if (Files.exists(directory.resolve(RECEIPT))) {
            // Before the input goes, by which they are found.
            tries.forget();
            Path result = publish();
            InboxErrors.forget(folders, relative);
            move(folders.done());
            place.checkpoint().passed("input-done");
            end = new End(End.How.DONE, result);
        } else if (Files.exists(directory.resolve(ERROR))) {
            tries.forget();
            InboxErrors.forget(folders, relative);
            end = new End(End.How.FAILED, reject());
            place.checkpoint().passed("input-failed");
        } else if (Files.exists(input())) {
            end = new End(End.How.RETURNED, move(folders.inbox()));
            place.checkpoint().passed("input-returned");
        } else {
            end = new End(End.How.NOTHING, directory);
        }
        ClaimProgress.forget(folders, relative);
        delete(directory);
        return end;
    }

    private Path publish() throws IOException {
        Path folder = beside(folders.out());
        Optional<Path> staged = staged();
        if (staged.isEmpty()) {
            // The result goes last, so it is out.
            return folder;
        }
        String extension = staged.get().getFileName().toString().substring(RESULT.length());
        String receipt = extension + "." + RECEIPT;
        int room = receipt.length() - extension.length();
        InboxName name = InboxName.of(fileName());
        return InboxPlacement.place(
                folder,
                List.of(
                        new InboxPlacement.Part(
                                directory.resolve(RECEIPT), true, n -> name.numbered(n, receipt, 0), "receipt-out"),
                        new InboxPlacement.Part(
                                staged.get(), false, n -> name.numbered(n, extension, room), "result-out")),
                place.checkpoint());
    }

    private Path reject() throws IOException {
        InboxName name = InboxName.of(fileName());
        List<InboxPlacement.Part> parts = new ArrayList<>();
        parts.add(new InboxPlacement.Part(
                directory.resolve(ERROR), true, n -> name.numbered(n, InboxErrors.EXTENSION, 0), "error-out"));
        parts.addAll(inputs());
        return put(folders.failed(), parts);
    }

    private Path move(Path root) throws IOException {
        return put(root, inputs());
    }

    /** Parts that end in the input; once that is gone, they are all in their places. */
    private Path put(Path root, List<InboxPlacement.Part> parts) throws IOException {
        return Files.exists(input()) ? InboxPlacement.place(beside(root), parts, place.checkpoint()) : beside(root);
    }

    /** The options, then the input: while the input is here, the claim is not finished. */
    private List<InboxPlacement.Part> inputs() {
        InboxName name = InboxName.of(fileName());
        List<InboxPlacement.Part> parts = new ArrayList<>();
        options().ifPresent(file -> {
            boolean exact = file.getFileName().toString().equals(fileName() + OPTIONS);
            parts.add(new InboxPlacement.Part(
                    file,
                    false,
                    n -> exact ? name.numbered(n) + OPTIONS : name.numbered(n, OPTIONS, 0),
                    "options-out"));
        });
        parts.add(new InboxPlacement.Part(input(), false, name::numbered, "input-out"));
        return parts;
    }

    private List<String> optionNames() {
        return List.of(fileName() + OPTIONS, InboxName.of(fileName()).stem() + OPTIONS);
    }

    private Path beside(Path root) {
        return parent(root.resolve(relative));
    }

    private Optional<Path> staged() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(RESULT))
                    .findFirst();
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " is no file in a folder");
        }
        return parent;
    }
}
