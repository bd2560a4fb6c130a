package io.serai.tts;

import java.util.Optional;

/**
 * The four bytes at the head of an MPEG-1, 2 or 2.5 Layer III frame (ISO/IEC 11172-3 section 2.4.2.3 and 13818-3).
 *
 * @param word the four bytes, big-endian
 */
record Mp3Header(int word) {
    static final int BYTES = 4;

    private static final int MPEG_1 = 3;
    private static final int RESERVED = 1;
    private static final int LAYER_III = 1;
    private static final int MONO = 3;
    private static final int[] KBIT_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KBIT_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] HERTZ = {44_100, 48_000, 32_000};

    /** Returns the header at that place, or nothing if the bytes there are not one (free bit rate included). */
    static Optional<Mp3Header> at(byte[] file, int at) {
        if (at < 0 || at + BYTES > file.length) {
            return Optional.empty();
        }
        int word = 0;
        for (int i = 0; i < BYTES; i++) {
            word = (word << 8) | (file[at + i] & 0xFF);
        }
        Mp3Header header = new Mp3Header(word);
        return header.valid() ? Optional.of(header) : Optional.empty();
    }

    private boolean valid() {
        return bits(21, 11) == 0x7FF
                && version() != RESERVED
                && bits(17, 2) == LAYER_III
                && bits(12, 4) > 0
                && bits(12, 4) < KBIT_1.length
                && bits(10, 2) < HERTZ.length;
    }

    /** Returns this header for a frame without checksum and padding at another bit rate, by its index from 1 to 14. */
    Mp3Header atBitrate(int index) {
        return new Mp3Header((word & ~((0xF << 12) | (1 << 9))) | (index << 12) | (1 << 16));
    }

    int bitrate() {
        return (version() == MPEG_1 ? KBIT_1 : KBIT_2)[bits(12, 4)] * 1000;
    }

    int sampleRate() {
        return HERTZ[bits(10, 2)] >> (version() == MPEG_1 ? 0 : version() == 2 ? 1 : 2);
    }

    int samples() {
        return version() == MPEG_1 ? 1152 : 576;
    }

    /** Bytes of the whole frame, header included. */
    int frameLength() {
        return samples() / 8 * bitrate() / sampleRate() + bits(9, 1);
    }

    /** Bytes between the header and the sound, without the checksum. */
    int sideInfoLength() {
        return version() == MPEG_1 ? (mono() ? 17 : 32) : (mono() ? 9 : 17);
    }

    boolean hasChecksum() {
        return bits(16, 1) == 0;
    }

    /** What a decoder cannot change in mid-stream; stereo and joint stereo may alternate. */
    String layout() {
        return (version() == MPEG_1 ? "MPEG-1" : version() == 2 ? "MPEG-2" : "MPEG-2.5") + " Layer III, " + sampleRate()
                + " Hz, " + (mono() ? "mono" : "stereo");
    }

    private int version() {
        return bits(19, 2);
    }

    private boolean mono() {
        return bits(6, 2) == MONO;
    }

    private int bits(int shift, int count) {
        return (word >>> shift) & ((1 << count) - 1);
    }
}
