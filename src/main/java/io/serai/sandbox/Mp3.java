package io.serai.sandbox;

/** MP3 files of whole repeated frames: MPEG-2 layer III, 24 kHz mono, 32 kbit/s. */
final class Mp3 {
    /** Bytes of a frame: 72 * 32000 / 24000, without padding. */
    private static final int FRAME = 96;

    private Mp3() {}

    static byte[] of(Tone tone, double seconds) {
        byte[] loop = Resource.bytes(tone.resource);
        int frames = (int) Math.ceil(seconds * Tone.RATE / Tone.FRAME_SAMPLES);
        byte[] file = new byte[frames * FRAME];
        for (int at = 0; at < file.length; at += loop.length) {
            System.arraycopy(loop, 0, file, at, Math.min(loop.length, file.length - at));
        }
        return file;
    }
}
