package io.serai.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.Serai;
import io.serai.error.ContentFilteredException;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.testing.CountedSandbox;
import io.serai.testing.RecordedRequest;
import io.serai.testing.WithRoutes;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeStoryTest {
    private static final String STORY = "从前有一只骆驼，它走过了沙漠。后来它找到了一片绿洲。它喝了很多水。最后它睡着了。";

    @TempDir
    Path data;

    private final CountedSandbox upstream = new CountedSandbox();

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void a_chinese_story_becomes_one_page_with_pictures_and_narration() throws Exception {
        try (Serai serai = start()) {
            Story story = tell(serai, STORY);

            String html = new String(story.html(), UTF_8);
            assertThat(story.scenes()).hasSizeGreaterThan(1).hasSizeLessThanOrEqualTo(6);
            assertThat(html).contains("lang=\"zh\"", "骆驼").doesNotContain("<script", "http://", "https://");
            assertThat(html.split("src=\"data:image/png;base64,", -1))
                    .hasSize(story.scenes().size() + 1);
            assertThat(html.split("src=\"data:audio/mpeg;base64,", -1))
                    .hasSize(story.scenes().size() + 1);
            assertThat(Files.readAllBytes(Path.of(URI.create(story.url())))).isEqualTo(story.html());
            assertThat(story.scenes())
                    .allSatisfy(scene -> assertThat(Path.of(URI.create(scene.audioUrl())))
                            .hasBinaryContent(scene.narration().bytes()));
            assertThat(story.receipt().attempts())
                    .isEqualTo(upstream.count() + 2 * story.scenes().size());
        }
    }

    @Test
    void a_failed_scene_is_named_and_a_retry_pays_only_for_what_is_missing() {
        try (Serai serai = start()) {
            AtomicInteger pictures = new AtomicInteger();
            upstream.refuse(request -> isPicture(request) && pictures.incrementAndGet() == 2);

            ServiceException failure = catchThrowableOfType(ContentFilteredException.class, () -> tell(serai, STORY));
            upstream.refuse(request -> false);
            int before = upstream.count();
            Story story = tell(serai, STORY);

            int scenes = story.scenes().size();
            assertThat(failure.getMessage())
                    .containsPattern("1 of " + scenes + " scenes failed; scene \\d: image-generate at openai")
                    .contains("pays only for what is missing");
            // The picture that was refused, and the narration of its scene, which was not begun.
            assertThat(upstream.count() - before).isEqualTo(2);
            assertThat(upstream.count(CountedSandbox.CHAT)).isEqualTo(1);
            assertThat(data.resolve("journal")).isEmptyDirectory();
        }
    }

    @Test
    void a_restart_in_between_pays_no_more() {
        AtomicInteger pictures = new AtomicInteger();
        upstream.refuse(request -> isPicture(request) && pictures.incrementAndGet() == 1);
        try (Serai serai = start()) {
            assertThat(ask(serai, STORY).getException()).isInstanceOf(ContentFilteredException.class);
        }
        upstream.refuse(request -> false);
        int before = upstream.count();

        try (Serai serai = start()) {
            tell(serai, STORY);
        }

        assertThat(upstream.count() - before).isEqualTo(2);
    }

    @Test
    void a_story_told_twice_to_its_end_is_paid_for_twice_unless_its_replies_are_kept() {
        try (Serai serai =
                start("serai.llm.cache", "false", "serai.image.cache", "false", "serai.tts.cache", "false")) {
            tell(serai, STORY);
            int once = upstream.count();

            tell(serai, STORY);

            assertThat(upstream.count()).isEqualTo(2 * once);
        }
        int before = upstream.count();
        try (Serai serai = start()) {
            tell(serai, STORY);
            int once = upstream.count() - before;

            tell(serai, STORY);

            assertThat(upstream.count() - before).isEqualTo(once).isPositive();
        }
    }

    @Test
    void what_the_sandbox_made_is_not_taken_for_live() {
        Map<String, String> sandbox = new HashMap<>(
                Map.of("serai.mode", "sandbox", "serai.data", data.toString(), "serai.image.model", "sandbox-filter"));
        try (Serai serai = WithRoutes.recipes(sandbox)) {
            assertThat(ask(serai, STORY).getException()).isInstanceOf(ServiceException.class);
            assertThat(data.resolve("journal")).isNotEmptyDirectory();
        }

        try (Serai serai = start("serai.image.model", "sandbox-filter")) {
            ask(serai, STORY);

            assertThat(upstream.count(CountedSandbox.CHAT)).isEqualTo(1);
        }
    }

    @Test
    void a_page_of_the_sandbox_says_so_and_escapes_its_text() {
        try (Serai serai = WithRoutes.recipes(Map.of("serai.mode", "sandbox", "serai.data", data.toString()))) {
            Story story = tell(serai, "A camel said <b>\"hello\"</b> & left.");

            String html = new String(story.html(), UTF_8);
            assertThat(story.receipt().sandbox()).isTrue();
            assertThat(html)
                    .contains("Made by the sandbox", "lang=\"en\"", "&lt;b&gt;")
                    .doesNotContain("<b>");
        }
    }

    @Test
    void style_voice_size_and_quality_reach_the_operations() {
        try (Serai serai = start()) {
            Story story = tell(
                    serai,
                    Map.of("text", STORY, "scenes", 2, "style", "paper cut", "voice", "nova", "size", "1536x1024"));

            assertThat(story.scenes()).hasSizeLessThanOrEqualTo(2);
            assertThat(upstream.server().requests(CountedSandbox.IMAGES))
                    .allSatisfy(request -> assertThat(request.text()).contains("paper cut", "1536x1024"));
            assertThat(upstream.server().requests(CountedSandbox.SPEECH))
                    .allSatisfy(request -> assertThat(request.text()).contains("nova"));
        }
    }

    @ParameterizedTest
    @CsvSource({"text, '  ', text: is empty", "txet, x, did you mean text?", "scenes, 9, from 1 to 6"})
    void a_bad_request_is_refused_before_any_call(String field, String value, String says) {
        try (Serai serai = start()) {
            Map<String, Object> request = new HashMap<>(Map.of("text", "a story"));
            request.put(field, value);

            Exception failure = ask(serai, request).getException();

            assertThat(failure).isInstanceOf(InvalidRequestException.class).hasMessageContaining(says);
            assertThat(upstream.count()).isZero();
        }
    }

    @Test
    void no_more_scenes_run_at_once_than_the_setting_allows() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        upstream.refuse(request -> {
            if (!request.path().equals(CountedSandbox.CHAT)) {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                two.countDown();
                waitFor(two);
                now.decrementAndGet();
            }
            return false;
        });

        try (Serai serai = start("serai.recipe.parallel", "2")) {
            assertThat(tell(serai, STORY).scenes()).hasSizeGreaterThan(2);
        }

        assertThat(most).hasValue(2);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isPicture(RecordedRequest request) {
        return request.path().equals(CountedSandbox.IMAGES);
    }

    private Serai start(String... keysAndValues) {
        Map<String, String> settings = WithRoutes.settings(upstream, keysAndValues);
        settings.put("serai.data", data.toString());
        return WithRoutes.recipes(settings);
    }

    private static Story tell(Serai serai, Object input) {
        Exchange done = ask(serai, input);
        if (done.getException() instanceof RuntimeException failure) {
            throw failure;
        }
        return (Story) done.getMessage().getBody();
    }

    private static Exchange ask(Serai serai, Object input) {
        ProducerTemplate template = serai.context().createProducerTemplate();
        return template.request(
                "direct:recipe-story", exchange -> exchange.getIn().setBody(input));
    }
}
