package io.serai.tts;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** The frames of one AAC file in an ADTS stream (ISO/IEC 13818-7 section 6.2), without tags. */
final class AdtsFrames implements AudioPart {
    private static final int HEADER = 7;
    private static final int RATES = 13;

    private final String layout;
    private final byte[] frames;

    private AdtsFrames(String layout, byte[] frames) {
        this.layout = layout;
        this.frames = frames;
    }

    static boolean startIn(byte[] head) {
        return Signature.isAt(head, 0, "ID3") || isFrame(head, 0);
    }

    static AdtsFrames parse(byte[] file) {
        int end = Id3.end(file);
        int start = Id3.skip(file, 0);
        String layout = start < end && isFrame(file, start) ? layout(file, start) : "";
        for (int at = start; at < end; at += length(file, at)) {
            if (!isFrame(file, at)) {
                throw new IllegalArgumentException("no ADTS frame at byte " + at);
            }
            if (at + length(file, at) > end) {
                throw new IllegalArgumentException("ADTS frame at byte " + at + " is cut off");
            }
            if (!layout(file, at).equals(layout)) {
                throw new IllegalArgumentException(
                        "changes at byte " + at + " from " + layout + " to " + layout(file, at));
            }
        }
        if (start >= end) {
            throw new IllegalArgumentException("holds no ADTS frame");
        }
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.write(file, start, end - start);
        return new AdtsFrames(layout, frames.toByteArray());
    }

    static byte[] join(List<AdtsFrames> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(p -> out.writeBytes(p.frames));
        return out.toByteArray();
    }

    private static boolean isFrame(byte[] file, int at) {
        return at + HEADER <= file.length
                && (file[at] & 0xFF) == 0xFF
                && (file[at + 1] & 0xF6) == 0xF0
                && rate(file, at) < RATES
                && length(file, at) >= HEADER;
    }

    private static int length(byte[] file, int at) {
        return ((file[at + 3] & 0x03) << 11) | ((file[at + 4] & 0xFF) << 3) | ((file[at + 5] & 0xE0) >> 5);
    }

    private static int rate(byte[] file, int at) {
        return (file[at + 2] >> 2) & 0x0F;
    }

    private static String layout(byte[] file, int at) {
        int channels = ((file[at + 2] & 0x01) << 2) | ((file[at + 3] >> 6) & 0x03);
        return "AAC profile " + ((file[at + 2] >> 6) & 0x03) + ", sample rate index " + rate(file, at)
                + ", channel configuration " + channels;
    }

    @Override
    public String layout() {
        return layout;
    }
}
