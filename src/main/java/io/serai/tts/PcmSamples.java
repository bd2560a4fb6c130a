package io.serai.tts;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Headerless 16-bit samples, OpenAI's {@code pcm}. */
final class PcmSamples implements AudioPart {
    private static final int SAMPLE_BYTES = 2;
    private static final int HEAD = 512;

    private final byte[] samples;

    private PcmSamples(byte[] samples) {
        this.samples = samples;
    }

    /** Whether the bytes can be samples: there is no signature, so all that can be said is that they are not text. */
    static boolean startIn(byte[] head) {
        for (int i = 0; i < Math.min(head.length, HEAD); i++) {
            if (!occursInText(head[i] & 0xFF)) {
                return true;
            }
        }
        return false;
    }

    // Quiet 16-bit audio is full of 00 and FF, the high bytes of small samples; UTF-8 text has neither.
    private static boolean occursInText(int b) {
        boolean line = b == '\t' || b == '\n' || b == '\r';
        boolean ascii = b >= 0x20 && b < 0x7F;
        boolean multibyte = b >= 0x80 && b <= 0xF4 && b != 0xC0 && b != 0xC1;
        return line || ascii || multibyte;
    }

    /** Returns the samples; half a sample would turn all that follows into noise, so it is refused. */
    static PcmSamples parse(byte[] file) {
        if (file.length == 0) {
            throw new IllegalArgumentException("holds no audio");
        }
        if (file.length % SAMPLE_BYTES != 0) {
            throw new IllegalArgumentException("16-bit PCM has an even number of bytes, this has " + file.length);
        }
        if (!startIn(file)) {
            throw new IllegalArgumentException("is text, not PCM");
        }
        return new PcmSamples(file);
    }

    static byte[] join(List<PcmSamples> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(p -> out.writeBytes(p.samples));
        return out.toByteArray();
    }

    @Override
    public String layout() {
        return "16-bit PCM";
    }
}
