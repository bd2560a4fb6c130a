package io.serai.tts;

/** Reads how long an Opus packet sounds from its first bytes, RFC 6716 section 3. */
final class OpusPacket {
    private static final int[] SILK = {480, 960, 1920, 2880};
    private static final int[] HYBRID = {480, 960};
    private static final int[] CELT = {120, 240, 480, 960};
    private static final int FIRST_HYBRID = 12;
    private static final int FIRST_CELT = 16;
    private static final int MAX_SAMPLES = 5760;

    private OpusPacket() {}

    /** Returns the packet's duration in samples at 48 kHz, at most 5760 (120 ms). */
    static int samples(byte[] packet) {
        int samples = frames(packet) * frameSamples((packet[0] >> 3) & 0x1F);
        if (samples == 0 || samples > MAX_SAMPLES) {
            throw new IllegalArgumentException("Opus packet of " + samples + " samples");
        }
        return samples;
    }

    private static int frames(byte[] packet) {
        return switch (packet[0] & 0x03) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> packet.length > 1 ? packet[1] & 0x3F : 0;
        };
    }

    private static int frameSamples(int configuration) {
        if (configuration < FIRST_HYBRID) {
            return SILK[configuration & 3];
        }
        return configuration < FIRST_CELT ? HYBRID[configuration & 1] : CELT[configuration & 3];
    }
}
