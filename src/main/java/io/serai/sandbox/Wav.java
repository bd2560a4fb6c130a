package io.serai.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A sine that fades in and out, as 16-bit mono samples of 24 kHz, with or without a RIFF header. */
final class Wav {
    private static final int HEADER = 44;
    private static final double FADE_SECONDS = 0.05;
    private static final double AMPLITUDE = 0.2 * Short.MAX_VALUE;

    private Wav() {}

    static byte[] file(Tone tone, double seconds) {
        byte[] samples = samples(tone, seconds);
        byte[] file = new byte[HEADER + samples.length];
        little(file)
                .put(ascii("RIFF"))
                .putInt(HEADER - 8 + samples.length)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(Tone.RATE)
                .putInt(2 * Tone.RATE)
                .putShort((short) 2)
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt(samples.length)
                .put(samples);
        return file;
    }

    static byte[] samples(Tone tone, double seconds) {
        int count = (int) Math.round(seconds * Tone.RATE);
        double fade = FADE_SECONDS * Tone.RATE;
        byte[] samples = new byte[2 * count];
        var out = little(samples);
        for (int i = 0; i < count; i++) {
            double level = Math.min(1, Math.min(i, count - 1 - i) / fade);
            out.putShort((short) (AMPLITUDE * level * Math.sin(2 * Math.PI * tone.hertz * i / Tone.RATE)));
        }
        return samples;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
