package io.serai.tts;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/** The frames of one MP3 file, without tags, zero padding and the frame that describes the file. */
final class Mp3Frames implements AudioPart {
    private final Mp3Header first;
    private final byte[] frames;
    private final int count;
    private final boolean constant;

    private Mp3Frames(Mp3Header first, byte[] frames, int count, boolean constant) {
        this.first = first;
        this.frames = frames;
        this.count = count;
        this.constant = constant;
    }

    static boolean startIn(byte[] head) {
        Optional<Mp3Header> first = Mp3Header.at(head, 0);
        if (first.isEmpty()) {
            return Signature.isAt(head, 0, "ID3");
        }
        int second = first.get().frameLength();
        return second + Mp3Header.BYTES > head.length
                || Mp3Header.at(head, second).isPresent();
    }

    static Mp3Frames parse(byte[] file) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream(file.length);
        Mp3Header first = null;
        int count = 0;
        boolean constant = true;
        int end = Id3.end(file);
        int at = soundFrom(file, 0, end);
        while (at < end) {
            int here = at;
            Mp3Header header = Mp3Header.at(file, here)
                    .orElseThrow(() -> new IllegalArgumentException("no MP3 frame at byte " + here));
            int next = here + header.frameLength();
            if (next > end) {
                throw new IllegalArgumentException("MP3 frame at byte " + here + " is cut off");
            }
            if (first != null || !XingFrame.isAt(file, here, header)) {
                first = first == null ? header : first;
                requireSame(first, header, here);
                constant &= header.bitrate() == first.bitrate();
                frames.write(file, here, next - here);
                count++;
            }
            at = soundFrom(file, next, end);
        }
        if (first == null) {
            throw new IllegalArgumentException("holds no MP3 frame");
        }
        return new Mp3Frames(first, frames.toByteArray(), count, constant);
    }

    // Some upstreams concatenate whole files, so a tag may stand between frames; no frame starts with a zero.
    private static int soundFrom(byte[] file, int from, int end) {
        return afterZeros(file, Id3.skip(file, afterZeros(file, from, end)), end);
    }

    private static int afterZeros(byte[] file, int from, int end) {
        int at = from;
        while (at < end && file[at] == 0) {
            at++;
        }
        return at;
    }

    private static void requireSame(Mp3Header first, Mp3Header header, int at) {
        if (!header.layout().equals(first.layout())) {
            throw new IllegalArgumentException(
                    "changes at byte " + at + " from " + first.layout() + " to " + header.layout());
        }
    }

    static byte[] join(List<Mp3Frames> parts) {
        Mp3Header first = parts.get(0).first;
        boolean constant = parts.stream().allMatch(p -> p.constant && p.first.bitrate() == first.bitrate());
        int count = parts.stream().mapToInt(p -> p.count).sum();
        int bytes = parts.stream().mapToInt(p -> p.frames.length).reduce(0, Math::addExact);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(XingFrame.write(first, count, bytes, constant));
        parts.forEach(p -> out.writeBytes(p.frames));
        return out.toByteArray();
    }

    @Override
    public String layout() {
        return first.layout();
    }
}
