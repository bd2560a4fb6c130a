package io.serai.tts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** All fixtures are MPEG-2 at 24 kHz mono: 576 samples a frame, 9 bytes of side information. */
class Mp3FramesTest {
    private static final int[] KBIT = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int TAG = 4 + 9;

    @Test
    void joined_files_hold_the_frames_of_all_parts_behind_one_frame_that_counts_them() {
        byte[] joined = Fixture.joined("mp3", "cbr.mp3", "cbr-info-id3v2.mp3", "vbr-xing-id3v1.mp3");

        // 23 + 18 + 18 frames of 24 ms, as ffprobe counts them in the parts.
        assertThat(frames(joined)).isEqualTo(1 + 59);
        assertThat(ascii(joined, TAG)).isEqualTo("Xing");
        assertThat(ByteBuffer.wrap(joined).getInt(TAG + 8)).isEqualTo(59);
        assertThat(ByteBuffer.wrap(joined).getInt(TAG + 12)).isEqualTo(joined.length);
        assertThat(new String(joined, ISO_8859_1)).doesNotContain("ID3", "TAG", "Info", "Serai");
    }

    @Test
    void a_constant_bit_rate_is_announced_as_one() {
        byte[] joined = Fixture.joined("mp3", "cbr.mp3", "cbr-info-id3v2.mp3");

        assertThat(ascii(joined, TAG)).isEqualTo("Info");
        assertThat(frames(joined)).isEqualTo(1 + 23 + 18);
    }

    @Test
    void a_joined_file_can_be_joined_again() {
        byte[] once = Fixture.joined("mp3", "cbr.mp3", "cbr.mp3");

        assertThat(frames(Fixture.joined("mp3", once, once))).isEqualTo(1 + 4 * 23);
    }

    @Test
    void zeros_and_tags_between_and_after_frames_are_passed_over() {
        byte[] cbr = Fixture.audio("cbr.mp3");
        byte[] tagged = Fixture.audio("cbr-info-id3v2.mp3");
        ByteBuffer part = ByteBuffer.allocate(cbr.length + 7 + tagged.length + 7);
        part.put(cbr).position(cbr.length + 7).put(tagged);

        // The second file's describing frame is left in: it is silent, and only the first of a part is surely one.
        assertThat(frames(Fixture.joined("mp3", part.array(), cbr))).isEqualTo(1 + 23 + 19 + 23);
    }

    @Test
    void a_tag_that_claims_more_than_the_file_is_refused() {
        byte[] tagged = Fixture.audio("cbr-info-id3v2.mp3");
        tagged[6] = 0x7F;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fixture.joined("mp3", tagged, tagged))
                .withMessageContaining("ID3v2 tag");
    }

    private static int frames(byte[] file) {
        int frames = 0;
        int at = 0;
        while (at < file.length) {
            assertThat(ByteBuffer.wrap(file).getShort(at) & 0xFFFF).isEqualTo(0xFFF3);
            int padding = file[at + 2] >> 1 & 1;
            at += 72 * KBIT[file[at + 2] >> 4 & 15] * 1000 / 24_000 + padding;
            frames++;
        }
        assertThat(at).isEqualTo(file.length);
        return frames;
    }

    private static String ascii(byte[] file, int at) {
        return new String(file, at, 4, ISO_8859_1);
    }
}
