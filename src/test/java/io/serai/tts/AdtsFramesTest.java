package io.serai.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AdtsFramesTest {

    @Test
    void joined_files_are_all_frames_in_order() {
        byte[] joined = Fixture.joined("aac", "a.aac", "b.aac");

        assertThat(joined).startsWith(Fixture.audio("a.aac")).endsWith(Fixture.audio("b.aac"));
        assertThat(frames(joined)).isEqualTo(frames(Fixture.audio("a.aac")) + frames(Fixture.audio("b.aac")));
    }

    @Test
    void a_frame_that_changes_its_sample_rate_is_refused() {
        byte[] part = Fixture.audio("a.aac");
        int second = length(part, 0);
        part[second + 2] ^= 4;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fixture.joined("aac", part, part))
                .withMessageContaining("changes at byte " + second);
    }

    private static int frames(byte[] file) {
        int frames = 0;
        for (int at = 0; at < file.length; at += length(file, at)) {
            frames++;
        }
        return frames;
    }

    private static int length(byte[] file, int at) {
        return (file[at + 3] & 3) * 2048 + (file[at + 4] & 0xFF) * 8 + (file[at + 5] & 0xE0) / 32;
    }
}
