package io.serai.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.image.Image;
import io.serai.image.ImageRequest;
import io.serai.llm.JsonReply;
import io.serai.meter.Receipt;
import io.serai.meter.Usage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Receipt RECEIPT =
            new Receipt("id", "image-generate", "openai", "gpt-image-2", 2, 345, false, new Usage(1, 2, 3, 4, 5));

    @TempDir
    Path root;

    private Journal journal;

    @BeforeEach
    void make() {
        journal = new Journal(root);
    }

    @Test
    void a_reply_comes_back_as_it_was() {
        Image image = new Image(new byte[] {0, (byte) 0xFF, 7}, "image/png", RECEIPT);
        JsonReply json = new JsonReply(Map.of("title", "骆驼", "scenes", List.of(Map.of("n", 1))), RECEIPT);

        journal.keep("run", "image", image);
        journal.keep("run", "json", json);

        Image found = journal.find("run", "image", Image.class).orElseThrow();
        assertThat(found.bytes()).isEqualTo(image.bytes());
        assertThat(found.receipt()).isEqualTo(RECEIPT);
        assertThat(journal.find("run", "json", JsonReply.class)).contains(json);
        assertThat(journal.find("run", "other", Image.class)).isEmpty();
    }

    @Test
    void an_entry_that_cannot_be_read_is_a_miss() throws Exception {
        journal.keep("run", "cut", new Image(new byte[1000], "image/png", RECEIPT));
        Path cut = root.resolve("run/cut");
        Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(cut), 500));
        Files.write(root.resolve("run/empty"), new byte[0]);
        Files.writeString(root.resolve("run/text"), "{\"version\": 1}");
        journal.keep("run", "kind", new JsonReply(Map.of(), RECEIPT));

        for (String step : List.of("cut", "empty", "text", "kind")) {
            assertThat(journal.find("run", step, Image.class)).as(step).isEmpty();
        }
    }

    @Test
    void equal_requests_have_equal_hashes_whatever_the_order_of_their_fields() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("text", "a");
        one.put("voice", "nova");
        Map<String, Object> two = new LinkedHashMap<>();
        two.put("voice", "nova");
        two.put("text", "a");

        assertThat(JournalCodec.hash("recipe", one)).isEqualTo(JournalCodec.hash("recipe", two));
        assertThat(JournalCodec.hash("recipe", new ImageRequest("a", null, null, null)))
                .isNotEqualTo(JournalCodec.hash("recipe", new ImageRequest("b", null, null, null)))
                .hasSize(64);
    }

    @Test
    void runs_are_removed_when_they_are_delivered_or_old() throws Exception {
        for (String run : List.of("delivered", "old", "new")) {
            journal.keep(run, "step", new JsonReply(Map.of("a", 1), RECEIPT));
        }
        Files.setLastModifiedTime(
                root.resolve("old"), FileTime.from(Instant.now().minus(Duration.ofDays(8))));

        journal.forget("delivered");
        journal.forget("never-there");
        journal.forgetOlderThan(Duration.ofDays(7));

        assertThat(root).isDirectoryContaining("glob:**/new").isDirectoryNotContaining("glob:**/old");
        assertThat(root.resolve("delivered")).doesNotExist();
    }
}
