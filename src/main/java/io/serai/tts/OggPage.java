package io.serai.tts;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** One page of an Ogg stream, RFC 3533 section 6. */
final class OggPage {
    static final int FIRST = 2;
    static final int LAST = 4;
    static final int MAX_SEGMENTS = 255;
    static final int FULL_SEGMENT = 255;

    private static final int CONTINUED = 1;
    private static final int HEADER = 27;
    private static final int CHECKSUM = 22;

    private final byte[] bytes;
    private final ByteBuffer page;

    private OggPage(byte[] bytes) {
        this.bytes = bytes;
        page = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the page at that place. Its checksum is verified, so its lengths can be trusted. */
    static OggPage read(byte[] file, int at) {
        if (!Signature.isAt(file, at, "OggS") || at + HEADER > file.length) {
            throw new IllegalArgumentException("no Ogg page at byte " + at);
        }
        int segments = file[at + HEADER - 1] & 0xFF;
        int length = HEADER + segments;
        for (int i = 0; i < segments && at + HEADER + i < file.length; i++) {
            length += file[at + HEADER + i] & 0xFF;
        }
        if (at + length > file.length) {
            throw new IllegalArgumentException("Ogg page at byte " + at + " is cut off");
        }
        byte[] bytes = Arrays.copyOfRange(file, at, at + length);
        OggPage page = new OggPage(bytes);
        int claimed = page.page.getInt(CHECKSUM);
        page.page.putInt(CHECKSUM, 0);
        if (Crc.OGG_PAGE.of(bytes, 0, length) != claimed) {
            throw new IllegalArgumentException("Ogg page at byte " + at + " has a wrong checksum");
        }
        return page;
    }

    /** Returns a page of whole packets, checksum included; they have at most {@link #MAX_SEGMENTS} segments in all. */
    static byte[] write(int flags, long granule, int serial, int sequence, List<byte[]> packets) {
        int segments = packets.stream().mapToInt(OggPage::segments).sum();
        int body = packets.stream().mapToInt(p -> p.length).sum();
        byte[] page = new byte[HEADER + segments + body];
        ByteBuffer out = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {'O', 'g', 'g', 'S', 0, (byte) flags});
        out.putLong(granule).putInt(serial).putInt(sequence).putInt(0).put((byte) segments);
        for (byte[] packet : packets) {
            for (int i = 1; i < segments(packet); i++) {
                out.put((byte) FULL_SEGMENT);
            }
            out.put((byte) (packet.length % FULL_SEGMENT));
        }
        packets.forEach(out::put);
        out.putInt(CHECKSUM, Crc.OGG_PAGE.of(page, 0, page.length));
        return page;
    }

    /** The segments a packet takes: its end is marked by one that is not full. */
    static int segments(byte[] packet) {
        return packet.length / FULL_SEGMENT + 1;
    }

    boolean isContinued() {
        return (page.get(5) & CONTINUED) != 0;
    }

    boolean isFirst() {
        return (page.get(5) & FIRST) != 0;
    }

    boolean isLast() {
        return (page.get(5) & LAST) != 0;
    }

    /** The codec's clock at the end of the page's last whole packet, or -1 if no packet ends on it. */
    long granule() {
        return page.getLong(6);
    }

    int serial() {
        return page.getInt(14);
    }

    int length() {
        return bytes.length;
    }

    /** The body's pieces in order; one shorter than {@link #FULL_SEGMENT} bytes ends a packet. */
    List<byte[]> body() {
        int segments = bytes[HEADER - 1] & 0xFF;
        byte[][] body = new byte[segments][];
        int at = HEADER + segments;
        for (int i = 0; i < segments; i++) {
            int size = bytes[HEADER + i] & 0xFF;
            body[i] = Arrays.copyOfRange(bytes, at, at + size);
            at += size;
        }
        return Arrays.asList(body);
    }
}
