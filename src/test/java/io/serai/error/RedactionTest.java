package io.serai.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Incorrect API key provided: sk-proj-abcdefgh1234.  | Incorrect API key provided: ***
            Authorization: Bearer abc.def-ghi_jkl               | Authorization: ***
            get https://a.example/x?token=1&sig=2 failed         | get https://a.example/x failed
            redis://user:pass@host:6379 refused                 | redis://***@host:6379 refused
            a task-force of asks is no key                      | a task-force of asks is no key
            """)
    void what_looks_like_a_secret_is_hidden(String text, String clean) {
        assertThat(Redaction.clean(text)).isEqualTo(clean);
    }

    @Test
    void the_values_of_the_settings_are_hidden_wherever_they_are() {
        Redaction.hide(List.of("correct-horse-battery", "ab"));

        assertThat(Redaction.clean("xxcorrect-horse-batteryyy ab")).isEqualTo("xx***yy ab");
        assertThat(new UpstreamException("said correct-horse-battery", ErrorDetail.of("llm-chat"), null))
                .hasMessage("llm-chat: said ***");
    }

    @Test
    void an_address_has_a_password_that_could_stand_alone() {
        assertThat(Redaction.parts("redis://:pass@word@host:1/2")).contains("pass@word");
    }
}
