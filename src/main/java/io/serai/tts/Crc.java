package io.serai.tts;

/**
 * A cyclic redundancy check with the most significant bit first, initial value 0 and no final inversion: the kind that
 * FLAC (RFC 9639 sections 9.1.8 and 9.3) and Ogg (RFC 3533 section 6) use, and that {@code java.util.zip} lacks.
 */
final class Crc {
    static final Crc FLAC_HEADER = new Crc(8, 0x07);
    static final Crc FLAC_FRAME = new Crc(16, 0x8005);
    static final Crc OGG_PAGE = new Crc(32, 0x04C1_1DB7);

    private final int unused;
    private final int[] table = new int[256];

    private Crc(int width, int polynomial) {
        unused = Integer.SIZE - width;
        for (int b = 0; b < table.length; b++) {
            int state = b << 24;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                state = state < 0 ? (state << 1) ^ (polynomial << unused) : state << 1;
            }
            table[b] = state;
        }
    }

    /** Returns the check of a range; over data followed by its own check it is 0. */
    int of(byte[] bytes, int from, int to) {
        int state = 0;
        for (int i = from; i < to; i++) {
            state = step(state, bytes[i]);
        }
        return state >>> unused;
    }

    /** Returns the running state after one more byte: 0 at the start, and 0 again after data and its check. */
    int step(int state, byte next) {
        return (state << Byte.SIZE) ^ table[(state >>> 24) ^ (next & 0xFF)];
    }
}
