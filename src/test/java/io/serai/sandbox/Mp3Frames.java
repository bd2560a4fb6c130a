package io.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

/** Walks MPEG-2 layer III frames by their headers (ISO/IEC 13818-3), failing at the first byte out of place. */
final class Mp3Frames {
    private static final int[] KBITS = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] RATES = {22_050, 24_000, 16_000};

    private Mp3Frames() {}

    static int count(byte[] file) {
        int frames = 0;
        int at = 0;
        while (at < file.length) {
            int second = file[at + 1] & 0xff;
            int third = file[at + 2] & 0xff;
            assertThat(file[at] & 0xff).as("sync at %d", at).isEqualTo(0xff);
            assertThat(second).as("MPEG-2, layer III, no checksum, at %d", at).isEqualTo(0xf3);
            assertThat(file[at + 3] & 0xc0).as("mono at %d", at).isEqualTo(0xc0);
            assertThat(file[at + 4]).as("no bit reservoir at %d", at).isZero();
            int padding = third >> 1 & 1;
            at += 72 * 1000 * KBITS[third >> 4] / RATES[third >> 2 & 3] + padding;
            frames++;
        }
        assertThat(at).as("the last frame is whole").isEqualTo(file.length);
        return frames;
    }
}
