package io.serai.tts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PcmSamplesTest {

    @Test
    void parts_are_put_one_after_the_other() {
        byte[] joined = Fixture.joined("pcm", new byte[] {0, 1, 2, 3}, new byte[] {4, 0});

        assertThat(joined).containsExactly(0, 1, 2, 3, 4, 0);
    }

    @Test
    void half_a_sample_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fixture.joined("pcm", new byte[4], new byte[5]))
                .withMessage("part 2 of 2: 16-bit PCM has an even number of bytes, this has 5");
    }

    @Test
    void text_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fixture.joined("pcm", new byte[4], "{\"error\":0}\n".getBytes(UTF_8)))
                .withMessage("part 2 of 2: is text, not PCM");
    }
}
