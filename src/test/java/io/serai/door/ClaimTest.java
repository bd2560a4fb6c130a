package io.serai.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.recipe.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimTest {
    private static final byte[] RESULT = {1, 2, 3};
    private static final byte[] RECEIPT = "{\"operation\": \"image-generate\"}".getBytes(UTF_8);

    @TempDir
    Path data;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private InboxFolders folders;
    private InboxPlace place;
    private Path node;

    @BeforeEach
    void make() throws IOException {
        folders = InboxFolders.below(data);
        InboxGuard guard = new InboxGuard(folders, 0);
        place = new InboxPlace(folders, guard, new InboxTotals(guard::paused), Checkpoint.NONE);
        node = Files.createDirectories(folders.work().resolve("node-1"));
    }

    @Test
    void of_two_who_claim_one_file_one_gets_it() throws IOException {
        Path file = drop("a.txt");

        Optional<Claim> first = take(file);
        Optional<Claim> second = take(file);

        assertThat(first).isPresent();
        assertThat(second).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void a_claim_without_a_result_returns_to_the_inbox_with_its_options() throws Exception {
        Path file = drop("a.txt");
        drop("a.options.json");
        assertThat(take(file)).isPresent();

        restart();

        assertThat(files()).containsExactly("inbox/image-generate/a.options.json", "inbox/image-generate/a.txt");
    }

    @Test
    void a_claim_that_returns_does_not_overwrite_a_new_file_of_its_name() throws Exception {
        assertThat(take(drop("a.txt"))).isPresent();
        drop("a.txt");

        restart();

        assertThat(files()).containsExactly("inbox/image-generate/a-2.txt", "inbox/image-generate/a.txt");
    }

    @Test
    void a_finished_claim_is_not_worked_on_again_but_brought_out() throws Exception {
        Claim claim = take(drop("a.txt")).orElseThrow();
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
        Claim claim = take(drop("a.txt")).orElseThrow();
        claim.succeed(RESULT, ".png", RECEIPT);
        Path out = Files.createDirectories(folders.out().resolve("image-generate"));
        Files.createLink(out.resolve("a.png.receipt.json"), directory().resolve("receipt.json"));

        restart();

        assertThat(files()).hasSize(3).contains("out/image-generate/a.png", "out/image-generate/a.png.receipt.json");
    }

    @Test
    void a_crash_between_result_and_done_ends_with_one_of_each() throws Exception {
        Claim claim = take(drop("a.txt")).orElseThrow();
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
        Claim claim = take(drop("a.txt")).orElseThrow();
        claim.succeed(RESULT, ".png", RECEIPT);
        Files.delete(directory().resolve("result.png"));
        Files.delete(claim.input());

        restart();

        assertThat(files()).isEmpty();
        assertThat(node).isEmptyDirectory();
    }

    @Test
    void a_failure_is_finished_too_and_is_not_tried_again_by_itself() throws Exception {
        Claim claim = take(drop("a.txt")).orElseThrow();
        claim.fail("{}".getBytes(UTF_8));

        restart();

        assertThat(files()).containsExactly("failed/image-generate/a.error.json", "failed/image-generate/a.txt");
    }

    @Test
    void a_result_avoids_names_that_are_taken() throws Exception {
        Path out = Files.createDirectories(folders.out().resolve("image-generate"));
        Files.writeString(out.resolve("a.png"), "somebody's own");
        Claim claim = take(drop("a.txt")).orElseThrow();
        claim.succeed(RESULT, ".png", RECEIPT);

        Claim.End end = claim.finish();

        assertThat(end.path()).isEqualTo(out.resolve("a-2.png")).hasBinaryContent(RESULT);
        assertThat(out.resolve("a-2.png.receipt.json")).exists();
        assertThat(out.resolve("a.png")).hasContent("somebody's own");
    }

    @Test
    void claims_of_a_running_node_are_left_alone() throws Exception {
        ClaimNode first = join();
        assertThat(first.take(drop("a.txt"))).isPresent();

        ClaimNode second = join();
        second.recover();

        assertThat(second.folder()).isNotEqualTo(first.folder());
        assertThat(first.folder()).isNotEmptyDirectory();
        first.stop();
        ClaimNode third = join();
        third.recover();
        assertThat(third.folder()).isEqualTo(first.folder()).isEmptyDirectory();
        second.stop();
        third.stop();
    }

    @Test
    void a_claim_that_another_node_took_over_cannot_be_written_or_finished_any_more() throws Exception {
        Claim late = take(drop("a.txt")).orElseThrow();
        late.succeed(RESULT, ".png", RECEIPT);
        Path mine = Files.createDirectories(folders.work().resolve("node-2")).resolve("claim");
        Files.move(directory(), mine);
        Claim.left(place, mine).finish();

        assertThat(late.isOurs()).isFalse();
        assertThatThrownBy(() -> late.succeed(RESULT, ".png", RECEIPT)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> late.fail(RECEIPT)).isInstanceOf(NoSuchFileException.class);
        assertThat(late.finish().how()).isEqualTo(Claim.End.How.NOTHING);

        assertThat(files())
                .containsExactly(
                        "done/image-generate/a.txt",
                        "out/image-generate/a.png",
                        "out/image-generate/a.png.receipt.json");
    }

    @Test
    void runs_that_came_to_nothing_are_counted_until_there_is_an_end() throws Exception {
        Claim first = take(drop("a.txt")).orElseThrow();
        first.tries().begin();
        first.finish();
        Claim second = take(folders.inbox().resolve("image-generate/a.txt")).orElseThrow();
        assertThat(second.tries().runs()).isEqualTo(1);
        second.tries().begin();
        second.fail(RECEIPT);
        second.finish();

        Files.move(
                folders.failed().resolve("image-generate/a.txt"),
                folders.inbox().resolve("image-generate/a.txt"));

        Claim third = take(folders.inbox().resolve("image-generate/a.txt")).orElseThrow();
        assertThat(third.tries().runs()).isZero();
        third.succeed(RESULT, ".png", RECEIPT);
        third.finish();
        assertThat(files()).contains("done/image-generate/a.txt").noneMatch(file -> file.startsWith("failed"));
    }

    @Test
    void an_error_stays_while_its_input_does() throws Exception {
        Claim failing = take(drop("a.txt")).orElseThrow();
        failing.fail(RECEIPT);
        failing.finish();

        Claim other = take(drop("a.md")).orElseThrow();
        other.succeed(RESULT, ".png", RECEIPT);
        other.finish();

        assertThat(files()).contains("failed/image-generate/a.error.json", "failed/image-generate/a.txt");
    }

    /** What the next process does when this one was killed. */
    private void restart() throws Exception {
        ClaimNode next = join();
        next.recover();
        next.stop();
    }

    private ClaimNode join() throws Exception {
        ClaimNode joined = ClaimNode.join(context, place, Duration.ofMinutes(1));
        joined.start();
        return joined;
    }

    private Optional<Claim> take(Path file) throws IOException {
        return Claim.take(place, node.resolve(UUID.randomUUID().toString()), file);
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
                    .filter(file -> !file.matches("\\.work/node-\\d\\.(lock|beat)"))
                    .sorted()
                    .toList();
        }
    }
}
