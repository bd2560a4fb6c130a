package io.serai.tts;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The frames of one FLAC file, RFC 9639. Frames are found by their checksums, which costs no decoding. */
final class FlacFile implements AudioPart {
    private static final int SIGNATURE = 4;
    private static final int BLOCK_HEADER = 4;
    private static final int STREAM_INFO = 34;

    private final byte[] streamInfo;
    private final List<FlacFrame> frames;

    private FlacFile(byte[] streamInfo, List<FlacFrame> frames) {
        this.streamInfo = streamInfo;
        this.frames = frames;
    }

    static boolean startIn(byte[] head) {
        return Signature.isAt(head, 0, "fLaC");
    }

    static FlacFile parse(byte[] file) {
        int info = SIGNATURE + BLOCK_HEADER;
        if (!startIn(file) || file.length < info + STREAM_INFO || (file[SIGNATURE] & 0x7F) != 0) {
            throw new IllegalArgumentException("does not start as a FLAC file");
        }
        List<FlacFrame> frames = new ArrayList<>();
        int at = firstFrame(file);
        while (at < file.length) {
            FlacFrame frame = FlacFrame.read(file, at);
            frames.add(frame);
            at += frame.length();
        }
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("holds no FLAC frame");
        }
        return new FlacFile(Arrays.copyOfRange(file, info, info + STREAM_INFO), frames);
    }

    private static int firstFrame(byte[] file) {
        int at = SIGNATURE;
        boolean last = false;
        while (!last) {
            if (at + BLOCK_HEADER > file.length) {
                throw new IllegalArgumentException("FLAC metadata runs past the end");
            }
            int header = ByteBuffer.wrap(file).getInt(at);
            last = header < 0;
            at += BLOCK_HEADER + (header & 0xFF_FFFF);
        }
        return at;
    }

    /**
     * Returns one file. A stream whose blocks all have one size, the last aside, numbers its frames; any other numbers
     * its samples. The MD5 of the samples is left out, which is allowed, as it cannot be had without decoding.
     */
    static byte[] join(List<FlacFile> parts) {
        List<FlacFrame> frames = parts.stream().flatMap(p -> p.frames.stream()).toList();
        int largest = frames.stream().mapToInt(FlacFrame::blockSize).max().orElseThrow();
        int smallest = frames.stream()
                .limit(frames.size() - 1L)
                .mapToInt(FlacFrame::blockSize)
                .min()
                .orElse(largest);
        boolean fixed = smallest == largest;
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        long samples = 0;
        for (int i = 0; i < frames.size(); i++) {
            sound.writeBytes(frames.get(i).renumbered(fixed, fixed ? i : samples));
            samples += frames.get(i).blockSize();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header(parts.get(0).streamInfo, Math.max(16, smallest), largest, samples));
        out.writeBytes(sound.toByteArray());
        return out.toByteArray();
    }

    private static byte[] header(byte[] streamInfo, int smallest, int largest, long samples) {
        ByteBuffer out = ByteBuffer.allocate(SIGNATURE + BLOCK_HEADER + STREAM_INFO);
        out.put(new byte[] {'f', 'L', 'a', 'C', (byte) 0x80, 0, 0, STREAM_INFO});
        out.putShort((short) smallest).putShort((short) largest).put(new byte[6]);
        return out.putLong(layoutBits(streamInfo) | samples).array();
    }

    // Sample rate (20 bits), channels - 1 (3), bits per sample - 1 (5), then 36 bits for the number of samples.
    private static long layoutBits(byte[] streamInfo) {
        return ByteBuffer.wrap(streamInfo).getLong(10) & (-1L << 36);
    }

    @Override
    public String layout() {
        long bits = layoutBits(streamInfo);
        return "FLAC, " + (bits >>> 44) + " Hz, " + (((bits >>> 41) & 7) + 1) + " channels, "
                + (((bits >>> 36) & 31) + 1) + " bits";
    }
}
