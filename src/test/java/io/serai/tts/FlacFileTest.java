package io.serai.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlacFileTest {
    private static final int FIRST_FRAME = 42;
    private static final int TOTAL = 18;

    @Test
    void joined_files_number_their_samples_when_block_sizes_differ() {
        byte[] joined = Fixture.joined("flac", "flac.flac", "streamed.flac", "flac.flac");

        ByteBuffer file = ByteBuffer.wrap(joined);
        assertThat(file.getLong(TOTAL) & 0xF_FFFF_FFFFL).isEqualTo(12_000 + 8_880 + 12_000);
        assertThat(file.getLong(TOTAL) >>> 44).isEqualTo(24_000);
        assertThat(file.getShort(FIRST_FRAME) & 0xFFFF).isEqualTo(0xFFF9);
        assertThat(file.getShort(8)).isEqualTo((short) 1968);
        assertThat(file.getShort(10)).isEqualTo((short) 4096);
    }

    @Test
    void a_joined_file_can_be_joined_again_so_all_its_checksums_hold() {
        byte[] once = Fixture.joined("flac", "flac.flac", "streamed.flac");

        byte[] twice = Fixture.joined("flac", once, once);

        assertThat(ByteBuffer.wrap(twice).getLong(TOTAL) & 0xF_FFFF_FFFFL).isEqualTo(2 * (12_000 + 8_880));
    }

    @Test
    void a_frame_with_a_flipped_bit_is_refused() {
        byte[] damaged = Fixture.audio("flac.flac");
        damaged[damaged.length / 2] ^= 1;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fixture.joined("flac", damaged, damaged))
                .withMessageContaining("damaged");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "127, 7f",
        "128, c280",
        "2047, dfbf",
        "2048, e0a080",
        "65536, f0908080",
        "2097152, f888808080",
        "67108864, fc8480808080",
        "2147483648, fe828080808080",
        "68719476735, febfbfbfbfbfbf"
    })
    void numbers_are_coded_as_utf_8_stretched_to_36_bits(long value, String coded) {
        assertThat(HexFormat.of().formatHex(FlacHeader.number(value))).isEqualTo(coded);
    }
}
