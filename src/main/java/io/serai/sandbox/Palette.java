package io.serai.sandbox;

/** 242 colours: four layers of sixty shades from top to bottom, then ink and paper for the label. */
final class Palette {
    static final int BANDS = 60;
    static final int INK = 4 * BANDS;
    static final int PAPER = INK + 1;

    private final byte[] rgb = new byte[3 * (PAPER + 1)];

    /** @param hue and {@code other}: 0 to 1, the sky's hue and how far the horizon's lies from it */
    Palette(float hue, float other) {
        float low = hue + 0.08f + 0.12f * other;
        for (int i = 0; i < BANDS; i++) {
            float t = i / (BANDS - 1f);
            float h = hue + (low - hue) * t;
            put(i, h, 0.55f - 0.25f * t, 0.65f + 0.33f * t);
            put(BANDS + i, low, 0.2f, 1f);
            put(2 * BANDS + i, low + 0.04f, 0.45f, 0.85f - 0.2f * t);
            put(3 * BANDS + i, low + 0.07f, 0.5f, 0.7f - 0.35f * t);
        }
        put(INK, hue, 0.5f, 0.16f);
        put(PAPER, hue, 0.04f, 0.98f);
    }

    byte[] rgb() {
        return rgb.clone();
    }

    private void put(int index, float hue, float saturation, float brightness) {
        for (int channel = 0; channel < 3; channel++) {
            // The usual closed form of HSV: each channel is the same trapezium, shifted by a third.
            float k = (5 - 2 * channel + (hue - (float) Math.floor(hue)) * 6) % 6;
            float dip = Math.max(0, Math.min(1, Math.min(k, 4 - k)));
            rgb[3 * index + channel] = (byte) Math.round(255 * brightness * (1 - saturation * dip));
        }
    }
}
