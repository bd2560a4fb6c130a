package io.serai.tts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OggOpusTest {

    /** What a page says of itself, read by code that shares nothing with what is tested. */
    private record Page(int flags, long granule, int serial, int sequence) {}

    @Test
    void joined_files_are_one_logical_stream_of_numbered_pages_with_right_checksums() {
        List<Page> pages = pages(Fixture.joined("opus", "opusenc.opus", "ffmpeg.opus", "opusenc.opus"));

        assertThat(pages).extracting(Page::serial).containsOnly(pages.get(0).serial());
        assertThat(pages).extracting(Page::sequence).containsExactly(0, 1, 2, 3);
        assertThat(pages).extracting(Page::flags).containsExactly(2, 0, 0, 4);
    }

    @Test
    void the_clock_runs_through_and_ends_where_the_last_part_ends() {
        List<Page> pages = pages(Fixture.joined("opus", "opusenc.opus", "ffmpeg.opus"));

        // 26 and 19 packets of 20 ms; the last part pads its last packet: 19 * 960 - (17760 + 312) = 168 samples.
        assertThat(pages.get(pages.size() - 1).granule()).isEqualTo((26 + 19) * 960 - 168);
        assertThat(pages).extracting(Page::granule).isSorted();
    }

    @Test
    void a_joined_file_can_be_joined_again() {
        byte[] once = Fixture.joined("opus", "opusenc.opus", "ffmpeg.opus");

        List<Page> pages = pages(Fixture.joined("opus", once, once));

        assertThat(pages.get(pages.size() - 1).granule()).isEqualTo(2 * (26 + 19) * 960 - 168);
    }

    @Test
    void a_chained_file_is_taken_link_by_link() {
        ByteArrayOutputStream chained = new ByteArrayOutputStream();
        chained.writeBytes(Fixture.audio("opusenc.opus"));
        chained.writeBytes(Fixture.audio("ffmpeg.opus"));

        List<Page> pages = pages(Fixture.joined("opus", chained.toByteArray(), Fixture.audio("ffmpeg.opus")));

        assertThat(pages.get(pages.size() - 1).granule()).isEqualTo((26 + 19 + 19) * 960 - 168);
    }

    @Test
    void a_packet_that_spans_pages_is_put_together_again() {
        byte[] head = Fixture.cut(Fixture.audio("ffmpeg.opus"), 47);
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.writeBytes(head);
        int serial = pages(head).get(0).serial();
        part.writeBytes(OggPage.write(0, 0, serial, 1, List.of("OpusTags".getBytes(ISO_8859_1))));
        part.writeBytes(continued(OggPage.write(0, -1, serial, 2, List.of(new byte[509])), 0));
        part.writeBytes(continued(OggPage.write(4, 480, serial, 3, List.of(new byte[90])), 1));

        byte[] joined = Fixture.joined("opus", part.toByteArray(), part.toByteArray());

        assertThat(pages(joined).get(2).granule()).isEqualTo(2 * 480);
        assertThat(joined).hasSize(47 + 27 + 1 + 21 + 27 + 2 * 3 + 2 * (510 + 90));
    }

    @Test
    void a_flipped_bit_is_found_by_the_checksum() {
        byte[] damaged = Fixture.audio("ffmpeg.opus");
        damaged[damaged.length - 3] ^= 4;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fixture.joined("opus", damaged, damaged))
                .withMessageContaining("wrong checksum");
    }

    @Test
    void packets_tell_their_duration_as_rfc_6716_says() {
        assertThat(OpusPacket.samples(new byte[] {0x08})).isEqualTo(960);
        assertThat(OpusPacket.samples(new byte[] {0x18})).isEqualTo(2880);
        assertThat(OpusPacket.samples(new byte[] {0x68})).isEqualTo(960);
        assertThat(OpusPacket.samples(new byte[] {(byte) 0x80})).isEqualTo(120);
        assertThat(OpusPacket.samples(new byte[] {(byte) 0x99})).isEqualTo(1920);
        assertThat(OpusPacket.samples(new byte[] {(byte) 0x9B, 3})).isEqualTo(2880);
        assertThatIllegalArgumentException().isThrownBy(() -> OpusPacket.samples(new byte[] {3}));
        assertThatIllegalArgumentException().isThrownBy(() -> OpusPacket.samples(new byte[] {0x1B, 3}));
    }

    /** Turns a page that ends a packet of 509 bytes into one that is full, or sets the flag of one that goes on. */
    private static byte[] continued(byte[] page, int flag) {
        byte[] open = flag == 0 ? Arrays.copyOf(page, page.length + 1) : page;
        open[5] |= (byte) flag;
        if (flag == 0) {
            open[28] = (byte) 255;
        }
        ByteBuffer bytes = ByteBuffer.wrap(open).order(ByteOrder.LITTLE_ENDIAN).putInt(22, 0);
        bytes.putInt(22, crc(open));
        return open;
    }

    private static List<Page> pages(byte[] file) {
        List<Page> pages = new ArrayList<>();
        int at = 0;
        while (at < file.length) {
            assertThat(new String(file, at, 4, ISO_8859_1)).isEqualTo("OggS");
            int length = 27 + (file[at + 26] & 0xFF);
            for (int i = 0; i < (file[at + 26] & 0xFF); i++) {
                length += file[at + 27 + i] & 0xFF;
            }
            byte[] page = Arrays.copyOfRange(file, at, at + length);
            ByteBuffer bytes = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
            int claimed = bytes.getInt(22);
            bytes.putInt(22, 0);
            assertThat(crc(page)).isEqualTo(claimed);
            pages.add(new Page(page[5], bytes.getLong(6), bytes.getInt(14), bytes.getInt(18)));
            at += length;
        }
        return Collections.unmodifiableList(pages);
    }

    private static int crc(byte[] page) {
        int crc = 0;
        for (byte b : page) {
            crc ^= (b & 0xFF) << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? (crc << 1) ^ 0x04C11DB7 : crc << 1;
            }
        }
        return crc;
    }
}
