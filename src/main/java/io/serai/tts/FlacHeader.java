package io.serai.tts;

import java.util.Optional;

/**
 * The header of a FLAC frame, RFC 9639 section 9.1.
 *
 * @param length bytes in all, checksum included
 * @param numberLength bytes of the frame or sample number, which starts at byte 4
 * @param blockSize samples per channel in the frame
 */
record FlacHeader(int length, int numberLength, int blockSize) {
    static final int NUMBER = 4;

    private static final int SHORTEST = 6;
    private static final int LONGEST_NUMBER = 7;

    /** Returns the header at that place, or nothing if the bytes there are not one; its checksum is verified. */
    static Optional<FlacHeader> at(byte[] file, int at) {
        if (at + SHORTEST > file.length || !isSync(file, at)) {
            return Optional.empty();
        }
        int size = (file[at + 2] >> 4) & 0x0F;
        int rate = file[at + 2] & 0x0F;
        int ones = Integer.numberOfLeadingZeros(~(file[at + NUMBER] << 24));
        int numberLength = ones == 0 ? 1 : ones;
        int sizeLength = size == 6 ? 1 : size == 7 ? 2 : 0;
        int rateLength = rate == 12 ? 1 : rate > 12 ? 2 : 0;
        int length = NUMBER + numberLength + sizeLength + rateLength + 1;
        boolean known = size != 0 && rate != 15 && ones != 1 && numberLength <= LONGEST_NUMBER;
        if (!known || at + length > file.length || Crc.FLAC_HEADER.of(file, at, at + length) != 0) {
            return Optional.empty();
        }
        return Optional.of(new FlacHeader(length, numberLength, blockSize(size, file, at + NUMBER + numberLength)));
    }

    private static boolean isSync(byte[] file, int at) {
        return (file[at] & 0xFF) == 0xFF && (file[at + 1] & 0xFE) == 0xF8 && (file[at + 3] & 0x01) == 0;
    }

    private static int blockSize(int code, byte[] file, int at) {
        return switch (code) {
            case 1 -> 192;
            case 2, 3, 4, 5 -> 144 << code;
            case 6 -> (file[at] & 0xFF) + 1;
            case 7 -> (((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF)) + 1;
            default -> 1 << code;
        };
    }

    /** Returns a number in the up to seven bytes of section 9.1.5: UTF-8's scheme, stretched to 36 bits. */
    static byte[] number(long value) {
        if (value < 0x80) {
            return new byte[] {(byte) value};
        }
        int length = 2;
        while (value >>> (5 * length + 1) != 0) {
            length++;
        }
        byte[] coded = new byte[length];
        for (int i = length - 1; i > 0; i--) {
            coded[i] = (byte) (0x80 | ((value >>> (6 * (length - 1 - i))) & 0x3F));
        }
        coded[0] = (byte) ((0xFF << (8 - length)) | (value >>> (6 * (length - 1))));
        return coded;
    }
}
