package io.serai.tts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Lays Opus packets out as one logical Ogg stream, RFC 7845 sections 3 to 5. */
final class OggOpusWriter {
    /** A vendor string of five bytes and no comments. */
    private static final byte[] TAGS = "OpusTags\5\0\0\0Serai\0\0\0\0".getBytes(US_ASCII);
    /** RFC 7845 section 3 advises pages of at most one second. */
    private static final int PAGE_SAMPLES = 48_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int serial;
    private final List<byte[]> page = new ArrayList<>();
    private int sequence;
    private long granule;
    private int pageSegments;
    private int pageSamples;

    OggOpusWriter(int serial, byte[] head) {
        this.serial = serial;
        write(OggPage.FIRST, 0, List.of(head));
        write(0, 0, List.of(TAGS));
    }

    void add(byte[] packet) {
        int samples = OpusPacket.samples(packet);
        int segments = OggPage.segments(packet);
        if (pageSegments + segments > OggPage.MAX_SEGMENTS || pageSamples + samples > PAGE_SAMPLES) {
            write(0, granule, page);
            page.clear();
            pageSegments = 0;
            pageSamples = 0;
        }
        page.add(packet);
        pageSegments += segments;
        pageSamples += samples;
        granule += samples;
    }

    /**
     * Returns the file.
     *
     * @param trim samples at the end of the last packet that are padding; only the last page can say so, and no more
     *     than it holds
     */
    byte[] finish(long trim) {
        write(OggPage.LAST, granule - Math.min(trim, pageSamples), page);
        return out.toByteArray();
    }

    private void write(int flags, long granule, List<byte[]> packets) {
        out.writeBytes(OggPage.write(flags, granule, serial, sequence++, packets));
    }
}
