package io.serai.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioJoinerTest {

    @Test
    void one_part_comes_back_as_it_is() {
        byte[] part = Fixture.audio("cbr.mp3");

        assertThat(AudioJoiner.join(List.of(part), "mp3")).isSameAs(part);
    }

    @Test
    void no_part_and_an_unknown_format_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudioJoiner.join(List.of(), "mp3"))
                .withMessage("no audio to join");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudioJoiner.join(List.of(), "m4a"))
                .withMessageContaining("m4a");
    }

    @ParameterizedTest
    @CsvSource({
        "mp3, cbr.mp3, plain.wav, no MP3 frame at byte 0",
        "mp3, cbr.mp3, a.aac, no MP3 frame at byte 0",
        "mp3, cbr.mp3, stereo.mp3, 'MPEG-1 Layer III, 44100 Hz, stereo, but part 1 is MPEG-2 Layer III, 24000 Hz, mono'",
        "wav, plain.wav, cbr.mp3, does not start as a RIFF WAVE file",
        "wav, plain.wav, extensible.wav, but part 1 is",
        "aac, a.aac, cbr.mp3, no ADTS frame at byte 0",
        "opus, ffmpeg.opus, flac.flac, no Ogg page at byte 0",
        "flac, flac.flac, ffmpeg.opus, does not start as a FLAC file"
    })
    void a_part_of_another_kind_is_named_with_what_is_wrong(String format, String first, String second, String wrong) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fixture.joined(format, first, second))
                .withMessageStartingWith("part 2 of 2: ")
                .withMessageContaining(wrong);
    }

    @ParameterizedTest
    @CsvSource({"mp3, cbr.mp3", "wav, plain.wav", "aac, a.aac", "opus, ffmpeg.opus", "flac, streamed.flac"})
    void a_part_that_was_cut_off_is_refused(String format, String name) {
        byte[] whole = Fixture.audio(name);
        byte[] torn = Fixture.cut(whole, whole.length - 10);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fixture.joined(format, whole, whole, torn))
                .withMessageStartingWith("part 3 of 3: ")
                .withMessageContaining("cut off");
    }

    @ParameterizedTest
    @CsvSource({"mp3", "wav", "aac", "opus", "flac", "pcm"})
    void an_empty_part_is_refused(String format) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fixture.joined(format, new byte[0], new byte[0]))
                .withMessageStartingWith("part 1 of 2: ");
    }

    @ParameterizedTest
    @CsvSource({
        "mp3, vbr-xing-id3v1.mp3",
        "mp3, cbr-info-id3v2.mp3",
        "wav, extensible.wav",
        "wav, streamed.wav",
        "aac, b.aac",
        "opus, opusenc.opus",
        "flac, flac.flac"
    })
    void damage_anywhere_ends_in_audio_or_in_a_refusal_and_never_in_a_hang(String format, String name) {
        Random random = new Random(20261122);
        byte[] whole = Fixture.audio(name);

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int round = 0; round < 400; round++) {
                byte[] damaged = damaged(whole, random);
                assertThatCode(() -> refusedOrJoined(format, whole, damaged)).doesNotThrowAnyException();
            }
        });
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] copy = Arrays.copyOf(whole, random.nextInt(whole.length) + 1 + random.nextInt(50));
        for (int i = random.nextInt(8); i > 0; i--) {
            int reach = random.nextBoolean() ? Math.min(64, copy.length) : copy.length;
            copy[random.nextInt(reach)] = (byte) (random.nextInt(4) == 0 ? 0xFF : random.nextInt());
        }
        return copy;
    }

    private static void refusedOrJoined(String format, byte[] whole, byte[] damaged) {
        try {
            assertThat(Fixture.joined(format, whole, damaged)).isNotEmpty();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("part ");
        }
    }
}
