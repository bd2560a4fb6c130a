package io.serai.tts;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The packets of one Ogg Opus file, RFC 7845. Joined parts become one logical stream, as browsers play no chains. */
final class OggOpus implements AudioPart {
    private static final int PAGE_HEADER = 28;
    private static final int HEAD_LENGTH = 19;

    private final int serial;
    private final List<byte[]> packets = new ArrayList<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private byte[] head = {};
    private long granule;
    private long sinceGranule;
    private long trim;

    private OggOpus(int serial) {
        this.serial = serial;
    }

    static boolean startIn(byte[] head) {
        return Signature.isAt(head, 0, "OggS") && Signature.isAt(head, PAGE_HEADER, "OpusHead");
    }

    static OggOpus parse(byte[] file) {
        OggPage page = OggPage.read(file, 0);
        OggOpus stream = new OggOpus(page.serial());
        int chain = page.serial();
        for (int at = 0; at < file.length; at += page.length()) {
            page = OggPage.read(file, at);
            if (page.isFirst()) {
                chain = page.serial();
            } else if (page.serial() != chain) {
                throw new IllegalArgumentException("Ogg page at byte " + at + " belongs to a second stream");
            }
            stream.add(page);
        }
        if (stream.packets.isEmpty()) {
            throw new IllegalArgumentException("holds no Opus audio");
        }
        return stream;
    }

    private void add(OggPage page) {
        if (!page.isContinued()) {
            open.reset();
        }
        for (byte[] segment : page.body()) {
            open.writeBytes(segment);
            if (segment.length < OggPage.FULL_SEGMENT) {
                add(open.toByteArray());
                open.reset();
            }
        }
        if (page.granule() >= 0) {
            long surplus = granule + sinceGranule - page.granule();
            trim = page.isLast() ? Math.max(0, surplus) : 0;
            granule = page.granule();
            sinceGranule = 0;
        }
    }

    private void add(byte[] packet) {
        if (Signature.isAt(packet, 0, "OpusHead") && packet.length >= HEAD_LENGTH) {
            if (head.length > 0 && !layout(packet).equals(layout())) {
                throw new IllegalArgumentException("changes from " + layout() + " to " + layout(packet));
            }
            head = head.length == 0 ? packet : head;
        } else if (head.length == 0) {
            throw new IllegalArgumentException("Ogg stream does not start with an Opus header");
        } else if (packet.length > 0 && !Signature.isAt(packet, 0, "OpusTags")) {
            if (OggPage.segments(packet) > OggPage.MAX_SEGMENTS) {
                throw new IllegalArgumentException("Opus packet of " + packet.length + " bytes");
            }
            sinceGranule += OpusPacket.samples(packet);
            packets.add(packet);
        }
    }

    static byte[] join(List<OggOpus> parts) {
        OggOpusWriter out = new OggOpusWriter(parts.get(0).serial, parts.get(0).head);
        for (OggOpus part : parts) {
            part.packets.forEach(out::add);
        }
        return out.finish(parts.get(parts.size() - 1).trim);
    }

    @Override
    public String layout() {
        return layout(head);
    }

    // The version, the pre-skip and the encoder's input rate say nothing to a decoder that is already running.
    private static String layout(byte[] head) {
        return "Opus, " + head[9] + " channels, gain " + HexFormat.of().formatHex(head, 16, 18) + ", mapping "
                + HexFormat.of().formatHex(head, 18, head.length);
    }
}
