package io.serai.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimTest {
    private static final byte[] RESULT = {1, 2, 3};
    private static final Map<String, Object> RECEIPT = Map.of("operation", "image-generate");

    @TempDir
    Path data;

    private InboxFolders folders;
    private Path node;

    @BeforeEach
    void make() throws IOException {
        folders = InboxFolders.below(data);
        node = Files.createDirectories(folders.work().resolve("node-1"));
    }

    @Test
    void of_two_who_claim_one_file_one_gets_it() throws IOException {
        Path file = drop("a.txt");

        Optional<Claim> first = Claim.take(folders, node, file);
        Optional<Claim> second = Claim.take(folders, node, file);

        assertThat(first).isPresent();
        assertThat(second).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void a_claim_without_a_result_returns_to_the_inbox_with_its_options() throws Exception {
        Path file = drop("a.txt");
        drop("a.options.json");
        assertThat(Claim.take(folders, node, file)).isPresent();

        restart();

        assertThat(files()).containsExactly("inbox/image-generate/a.options.json", "inbox/image-generate/a.txt");
    }

    @Test
    void a_claim_that_returns_does_not_overwrite_a_new_file_of_its_name() throws Exception {
        assertThat(Claim.take(folders, node, drop("a.txt"))).isPresent();
        drop("a.txt");

        restart();

        assertThat(files()).containsExactly("inbox/image-generate/a-2.txt", "inbox/image-generate/a.txt");
    }

    @Test
    void a_finished_claim_is_not_worked_on_again_but_brought_out() throws Exception {
        Claim claim = Claim.take(folders, node, drop("a.txt")).orElseThrow();
        claim.succeed(RESULT, ".png", RECEIPT);

        restart();

        assertThat(files())
                .containsExactly(
                        "done/image-generate/a.txt",
                        "out/image-generate/a.png",
                        "out/image-generate/a.png.receipt.json");
    }

    @Test
    void a_crash_between_receipt_and_result_ends_with_one_of_each() throws Exception {
        Claim claim = Claim.take(folders, node, drop("a.txt")).orElseThrow();
        claim.succeed(RESULT, ".png", RECEIPT);
        Path out = Files.createDirectories(folders.out().resolve("image-generate"));
        Files.createLink(out.resolve("a.png.receipt.json"), directory().resolve("receipt.json"));

        restart();

        assertThat(files()).hasSize(3).contains("out/image-generate/a.png", "out/image-generate/a.png.receipt.json");
    }

    @Test
    void a_crash_between_result_and_done_ends_with_one_of_each() throws Exception {
        Claim claim = Claim.take(folders, node, drop("a.txt")).orElseThrow();
        claim.succeed(RESULT, ".png", RECEIPT);
        Path out = Files.createDirectories(folders.out().resolve("image-generate"));
        Files.createLink(out.resolve("a.png.receipt.json"), directory().resolve("receipt.json"));
        Files.move(directory().resolve("result.png"), out.resolve("a.png"));

        restart();

        assertThat(files())
                .containsExactly(
                        "done/image-generate/a.txt",
                        "out/image-generate/a.png",
                        "out/image-generate/a.png.receipt.json");
    }

    @Test
    void a_crash_after_done_leaves_nothing_behind() throws Exception {
        Claim claim = Claim.take(folders, node, drop("a.txt")).orElseThrow();
        claim.succeed(RESULT, ".png", RECEIPT);
        Files.delete(directory().resolve("result.png"));
        Files.delete(claim.input());

        restart();

        assertThat(files()).isEmpty();
        assertThat(node).isEmptyDirectory();
    }

    @Test
    void a_failure_is_finished_too_and_is_not_tried_again_by_itself() throws Exception {
        Claim claim = Claim.take(folders, node, drop("a.txt")).orElseThrow();
        claim.fail(Map.of("code", "invalid_value"));

        restart();

        assertThat(files()).containsExactly("failed/image-generate/a.error.json", "failed/image-generate/a.txt");
    }

    @Test
    void a_result_avoids_names_that_are_taken() throws Exception {
        Path out = Files.createDirectories(folders.out().resolve("image-generate"));
        Files.writeString(out.resolve("a.png"), "somebody's own");
        Claim claim = Claim.take(folders, node, drop("a.txt")).orElseThrow();
        claim.succeed(RESULT, ".png", RECEIPT);

        Claim.End end = claim.finish();

        assertThat(end.path()).isEqualTo(out.resolve("a-2.png")).hasBinaryContent(RESULT);
        assertThat(out.resolve("a-2.png.receipt.json")).exists();
        assertThat(out.resolve("a.png")).hasContent("somebody's own");
    }

    @Test
    void claims_of_a_running_node_are_left_alone() throws Exception {
        ClaimNode first = ClaimNode.join(folders);
        assertThat(Claim.take(folders, first.folder(), drop("a.txt"))).isPresent();

        ClaimNode second = ClaimNode.join(folders);

        assertThat(second.folder()).isNotEqualTo(first.folder());
        assertThat(first.folder()).isNotEmptyDirectory();
        first.start();
        first.stop();
        ClaimNode third = ClaimNode.join(folders);
        assertThat(third.folder()).isEqualTo(first.folder()).isEmptyDirectory();
        for (ClaimNode open : List.of(second, third)) {
            open.start();
            open.stop();
        }
    }

    /** What the next process does when this one was killed. */
    private void restart() throws Exception {
        ClaimNode next = ClaimNode.join(folders);
        next.start();
        next.stop();
    }

    private Path drop(String name) throws IOException {
        Path folder = Files.createDirectories(folders.inbox().resolve("image-generate"));
        return Files.writeString(folder.resolve(name), "{}");
    }

    private Path directory() throws IOException {
        try (Stream<Path> claims = Files.list(node)) {
            return claims.findFirst().orElseThrow();
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> walk = Files.walk(data)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> data.relativize(file).toString())
                    .filter(file -> !file.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }
}
