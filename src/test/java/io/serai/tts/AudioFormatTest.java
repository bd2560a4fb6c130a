package io.serai.tts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioFormatTest {

    @ParameterizedTest
    @CsvSource({
        "cbr.mp3, MP3", "cbr-info-id3v2.mp3, MP3", "vbr-xing-id3v1.mp3, MP3", "stereo.mp3, MP3", "a.aac, AAC",
        "opusenc.opus, OPUS", "ffmpeg.opus, OPUS", "flac.flac, FLAC", "streamed.flac, FLAC", "plain.wav, WAV",
        "streamed.wav, WAV", "extensible.wav, WAV"
    })
    void a_real_file_looks_like_its_own_format_and_like_no_other_with_a_signature(String file, AudioFormat format) {
        byte[] bytes = Fixture.audio(file);

        assertThat(Arrays.stream(AudioFormat.values())
                        .filter(f -> f != AudioFormat.PCM)
                        .filter(f -> f.looksLike(bytes)))
                .contains(format)
                .allMatch(f -> f == format || file.contains("id3v2"));
        assertThat(format.looksLike(Fixture.cut(bytes, 64))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"error\": {\"message\": \"no such voice\"}}",
                "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head></html>",
                "\uFEFF<html>",
                "Internal Server Error\r\n",
                "{\"错误\": \"余额不足，请充值。\"}",
                "data: {\"type\":\"speech.audio.delta\"}\n\n"
            })
    void text_looks_like_no_audio_at_all(String text) {
        byte[] answer = text.getBytes(UTF_8);

        assertThat(AudioFormat.values()).noneMatch(f -> f.looksLike(answer));
    }

    @Test
    void samples_look_like_pcm_even_when_they_are_silence() {
        byte[] tone = Arrays.copyOfRange(Fixture.audio("plain.wav"), 44, 556);

        assertThat(AudioFormat.PCM.looksLike(tone)).isTrue();
        assertThat(AudioFormat.PCM.looksLike(new byte[512])).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_format_is_found_by_its_id_and_can_be_joined(AudioFormat format) {
        assertThat(AudioFormat.of(format.id())).contains(format);
        assertThat(AudioJoiner.joinable(format.id())).isTrue();
        assertThat(format.contentType()).startsWith("audio/");
        assertThat(format.extension()).matches("[a-z0-9]+");
    }

    @Test
    void an_unknown_format_is_nothing_and_not_joinable() {
        assertThat(AudioFormat.of("m4a")).isEmpty();
        assertThat(AudioJoiner.joinable("m4a")).isFalse();
    }
}
