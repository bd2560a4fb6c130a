package io.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serai.testing.Chromium;
import io.serai.testing.SeraiProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser. */
class ConsolePageTest {
    @TempDir
    Path folder;

    @TempDir
    Path profile;

    @Test
    void the_page_shows_calls_as_text_speaks_chinese_fits_a_phone_and_plays_what_was_tried() {
        assumeTrue(Chromium.installed().isPresent(), "no Chromium is installed: apt-get install chromium");
        try (SeraiProcess serai = SeraiProcess.start(folder, Map.of())) {
            String hostile = "<img src=x onerror=document.title=1>";
            serai.post("/llm/chat", "{\"prompt\": \"hello\", \"model\": \"" + hostile + "\"}");
            try (Chromium page = Chromium.open(
                    Chromium.installed().orElseThrow(), profile, serai.managementUrl("/console/"), true)) {
                page.await("document.querySelectorAll('.u-wrap canvas').length === 3");
                page.await("document.querySelector('#calls tbody tr')");

                assertThat(page.value("document.querySelector('#calls').textContent")
                                .asText())
                        .contains(hostile);
                assertThat(page.value("document.querySelectorAll('main img').length")
                                .asInt())
                        .isZero();
                assertThat(page.value("document.title").asText()).isEqualTo("Serai");
                assertThat(page.value("document.querySelector('#mode').textContent")
                                .asText())
                        .isNotBlank();

                String language = page.value("document.documentElement.lang").asText();
                page.value("document.querySelector('#language').click()");
                assertThat(page.value("document.documentElement.lang").asText()).isNotEqualTo(language);
                assertThat(page.value("[...document.querySelectorAll('[data-text]')].map(e => e.textContent).join()")
                                        .asText()
                                + page.value(
                                                "document.querySelector('#language').click(),"
                                                        + "[...document.querySelectorAll('[data-text]')].map(e => e.textContent).join()")
                                        .asText())
                        .contains("试一试", "Try it")
                        .doesNotContain("undefined");

                page.size(390, 844);
                page.await("document.documentElement.scrollWidth <= 390");

                page.value("document.querySelector('#try-operation').value = 'tts-synthesize',"
                        + "document.querySelector('#try-input').value = 'Hello {{world}}',"
                        + "document.querySelector('#try').requestSubmit()");
                page.await("document.querySelector('#try-answer audio')?.readyState > 0");
                assertThat(page.value("document.querySelector('#try-answer audio').duration")
                                .asDouble())
                        .isPositive();
                page.await("document.querySelector('#calls').textContent.includes('tts-synthesize')");
            }
        }
    }
}
