package io.serai.tts;

import java.nio.ByteBuffer;

/**
 * The silent first frame that tells players how long an MP3 is. Its layout is in the Xing VBR SDK and in LAME's
 * {@code VbrTag.c}; Fraunhofer's encoder writes a {@code VBRI} frame instead.
 */
final class XingFrame {
    private static final int VBRI_OFFSET = 36;
    private static final int HAS_FRAMES_AND_BYTES = 3;
    private static final int FIELDS = 16;

    private XingFrame() {}

    /** Whether the frame at that place describes the file rather than holding sound. */
    static boolean isAt(byte[] file, int at, Mp3Header header) {
        int sound = at + Mp3Header.BYTES + header.sideInfoLength();
        return isTag(file, sound) || (header.hasChecksum() && isTag(file, sound + 2)) || isVbri(file, at);
    }

    private static boolean isTag(byte[] file, int at) {
        return Signature.isAt(file, at, "Xing") || Signature.isAt(file, at, "Info");
    }

    private static boolean isVbri(byte[] file, int at) {
        return Signature.isAt(file, at + VBRI_OFFSET, "VBRI");
    }

    /**
     * Returns a frame that announces {@code frames} frames of sound in {@code bytes} bytes. Without it a player guesses
     * the duration from the first frame's bit rate, which is wrong whenever the rate varies.
     *
     * @param like the header of a frame of sound, which gives sample rate and channels
     * @param constant whether all frames have one bit rate
     */
    static byte[] write(Mp3Header like, int frames, int bytes, boolean constant) {
        int fields = Mp3Header.BYTES + like.sideInfoLength();
        int index = 1;
        while (like.atBitrate(index).frameLength() < fields + FIELDS) {
            index++;
        }
        Mp3Header header = like.atBitrate(index);
        ByteBuffer frame = ByteBuffer.allocate(header.frameLength());
        frame.putInt(header.word()).position(fields);
        for (char c : (constant ? "Info" : "Xing").toCharArray()) {
            frame.put((byte) c);
        }
        frame.putInt(HAS_FRAMES_AND_BYTES).putInt(frames).putInt(bytes + frame.capacity());
        return frame.array();
    }
}
