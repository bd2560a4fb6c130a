package io.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.serai.testing.OpenAiSchemas;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechTest extends SandboxTest {
    private static final String PATH = "/audio/speech";
    private static final double FRAME_SECONDS = 0.024;

    @Test
    void mp3_is_the_default_and_its_frames_parse_to_the_end() throws IOException {
        String request = json("{'model':'tts-1','voice':'alloy','input':'" + "a".repeat(120) + "'}");
        assertThat(OpenAiSchemas.validate("CreateSpeechRequest", request)).isEmpty();

        var got = client.post(PATH, request);

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("content-type")).isEqualTo("audio/mpeg");
        assertThat(Mp3Frames.count(got.bytes()) * FRAME_SECONDS).isCloseTo(10, within(FRAME_SECONDS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer", "verse", "marin",
                "cedar"
            })
    void every_voice_speaks(String voice) throws IOException {
        var got = client.post(PATH, json("{'model':'tts-1','voice':'" + voice + "','input':'你好'}"));

        assertThat(Mp3Frames.count(got.bytes())).isEqualTo(21);
    }

    @Test
    void voices_differ_in_pitch() throws IOException {
        assertThat(client.post(PATH, json("{'model':'tts-1','voice':'alloy','input':'Hello'}"))
                        .bytes())
                .isNotEqualTo(client.post(PATH, json("{'model':'tts-1','voice':'ash','input':'Hello'}"))
                        .bytes());
    }

    @ParameterizedTest
    @CsvSource({"你好你好你好你好, 1, 2", "hello hello hello hello., 1, 2", "hi, 1, 0.5", "hello hello hello hello., 2, 1"})
    void wav_opens_and_its_length_follows_text_and_speed(String input, double speed, double seconds) throws Exception {
        var got = client.post(
                PATH,
                json("{'model':'tts-1','voice':'nova','response_format':'wav','speed':" + speed + ",'input':'" + input
                        + "'}"));

        var wav = AudioSystem.getAudioInputStream(new ByteArrayInputStream(got.bytes()));

        assertThat(wav.getFormat().getSampleRate()).isEqualTo(24_000);
        assertThat(wav.getFormat().getChannels()).isEqualTo(1);
        assertThat(wav.getFrameLength() / 24_000.0).isCloseTo(seconds, within(0.01));
        assertThat(wav.readAllBytes()).hasSize((int) wav.getFrameLength() * 2);
    }

    @Test
    void pcm_is_the_wav_without_its_header_and_begins_and_ends_in_silence() throws IOException {
        var wav = client.post(
                        PATH, json("{'model':'tts-1','voice':'nova','response_format':'wav','input':'Hello there'}"))
                .bytes();
        var pcm = client.post(
                        PATH, json("{'model':'tts-1','voice':'nova','response_format':'pcm','input':'Hello there'}"))
                .bytes();

        assertThat(pcm).isEqualTo(Arrays.copyOfRange(wav, 44, wav.length));
        assertThat(pcm).startsWith(0, 0).endsWith(0, 0);
        assertThat(pcm).contains((byte) 0x10);
    }

    @Test
    void the_longest_text_is_cut_at_ten_minutes() throws IOException {
        var got = client.post(
                PATH, json("{'model':'tts-1','voice':'nova','speed':0.25,'input':'" + "骆".repeat(4096) + "'}"));

        assertThat(Mp3Frames.count(got.bytes()) * FRAME_SECONDS).isEqualTo(600, within(0.01));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            model           | {'voice':'nova','input':'x'}                                          | missing_required_parameter
            input           | {'model':'m','voice':'nova'}                                          | missing_required_parameter
            input           | {'model':'m','voice':'nova','input':''}                               | string_below_min_length
            voice           | {'model':'m','input':'x'}                                             | missing_required_parameter
            voice           | {'model':'m','input':'x','voice':'bob'}                               | invalid_value
            speed           | {'model':'m','input':'x','voice':'nova','speed':0.2}                  | decimal_below_min_value
            speed           | {'model':'m','input':'x','voice':'nova','speed':4.1}                  | decimal_above_max_value
            response_format | {'model':'m','input':'x','voice':'nova','response_format':'opus'}     | invalid_value
            response_format | {'model':'m','input':'x','voice':'nova','response_format':'ogg'}      | invalid_value
            stream_format   | {'model':'m','input':'x','voice':'nova','stream_format':'sse'}        | unsupported_value
            foo             | {'model':'m','input':'x','voice':'nova','foo':1}                      | unknown_parameter
            """)
    void a_bad_speech_request_is_named(String param, String body, String code) throws IOException {
        RefusalTest.refused(client.post(PATH, json(body)), 400, param, code);
    }

    @Test
    void a_text_above_4096_characters_is_refused() throws IOException {
        String input = "a".repeat(4097);

        var got = client.post(PATH, json("{'model':'m','voice':'nova','input':'" + input + "'}"));

        RefusalTest.refused(got, 400, "input", "string_above_max_length");
    }

    @Test
    void a_format_that_only_openai_has_is_explained() throws IOException {
        var got = client.post(PATH, json("{'model':'m','voice':'nova','input':'x','response_format':'flac'}"));

        assertThat(got.error().path("message").asText()).contains("sandbox").contains("'mp3', 'wav' and 'pcm'");
    }
}
