package io.serai.tts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavFileTest {

    @Test
    void a_streamed_and_a_plain_file_become_one_that_java_sound_reads() throws Exception {
        byte[] joined = Fixture.joined("wav", "streamed.wav", "plain.wav");

        AudioInputStream sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(joined));
        assertThat(sound.getFormat().getSampleRate()).isEqualTo(24_000f);
        assertThat(sound.getFrameLength()).isEqualTo(12_000 + 8_880);
        byte[] plain = Fixture.audio("plain.wav");
        assertThat(Arrays.copyOfRange(sound.readAllBytes(), 24_000, 24_000 + 17_760))
                .isEqualTo(Arrays.copyOfRange(plain, 44, plain.length));
    }

    @Test
    void extensible_24_bit_files_keep_their_format() throws Exception {
        byte[] joined = Fixture.joined("wav", "extensible.wav", "extensible.wav");

        AudioInputStream sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(joined));
        assertThat(sound.getFormat().getSampleSizeInBits()).isEqualTo(24);
        assertThat(sound.getFrameLength()).isEqualTo(2 * 8_880);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFFFFFFFF, 0x7FFFFFFF, 0})
    void a_header_that_does_not_know_the_length_takes_all_that_follows(int size) {
        byte[] part = wav(size, size, new byte[] {1, 2, 3, 4, 5});

        byte[] joined = Fixture.joined("wav", part, part);

        assertThat(Arrays.copyOfRange(joined, 44, joined.length)).containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
        assertThat(little(joined).getInt(4)).isEqualTo(joined.length - 8);
        assertThat(little(joined).getInt(40)).isEqualTo(8);
    }

    @Test
    void an_odd_chunk_before_the_data_is_padded_and_one_after_it_is_dropped() {
        byte[] file = new byte[12 + 24 + 12 + 12 + 10];
        ByteBuffer part = little(file);
        part.put(ascii("RIFF")).putInt(62).put(ascii("WAVE"));
        part.put(Arrays.copyOfRange(wav(0, 0, new byte[0]), 12, 36));
        part.put(ascii("note")).putInt(3).put(new byte[] {9, 9, 9, 0});
        part.put(ascii("data")).putInt(4).put(new byte[] {1, 2, 3, 4});
        part.put(ascii("LIST")).putInt(2).put(new byte[] {9, 9});

        byte[] joined = Fixture.joined("wav", file, file);

        assertThat(Arrays.copyOfRange(joined, 44, joined.length)).containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
    }

    @Test
    void mu_law_carries_the_count_of_its_samples_and_a_padded_end() {
        byte[] part = wav(41, 3, new byte[] {1, 2, 3, 0});
        little(part).putShort(20, (short) 7).putShort(32, (short) 1).putShort(34, (short) 8);

        byte[] joined = Fixture.joined("wav", part, part, part);

        assertThat(new String(joined, 36, 4, US_ASCII)).isEqualTo("fact");
        assertThat(little(joined).getInt(44)).isEqualTo(9);
        assertThat(joined).hasSize(56 + 9 + 1);
    }

    @Test
    void compressed_wav_an_empty_one_and_data_before_its_format_are_refused() {
        byte[] adpcm = wav(40, 4, new byte[4]);
        little(adpcm).putShort(20, (short) 2);
        byte[] unordered = wav(40, 4, new byte[4]);
        unordered[12] = 'x';

        assertRefused(adpcm, "WAV encoding 2 is not uncompressed audio");
        assertRefused(wav(36, 0, new byte[0]), "holds no audio");
        assertRefused(unordered, "no complete format chunk");
        assertRefused(Arrays.copyOf(adpcm, 36), "has no data chunk");
    }

    private static void assertRefused(byte[] part, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fixture.joined("wav", part, part))
                .withMessageContaining(message);
    }

    private static byte[] wav(int riffSize, int dataSize, byte[] data) {
        byte[] file = new byte[44 + data.length];
        ByteBuffer out = little(file);
        out.put(ascii("RIFF")).putInt(riffSize).put(ascii("WAVE")).put(ascii("fmt "));
        out.putInt(16).putShort((short) 1).putShort((short) 1).putInt(24_000).putInt(48_000);
        out.putShort((short) 2).putShort((short) 16);
        out.put(ascii("data")).putInt(dataSize).put(data);
        return file;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
