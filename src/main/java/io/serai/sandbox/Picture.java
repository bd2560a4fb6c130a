package io.serai.sandbox;

import java.util.Random;

/**
 * A landscape at dusk as palette indices: sky, one sun, two ranges of dunes, all in shades of two hues. No AWT, for that
 * needs fonts and native libraries that a server may lack.
 */
final class Picture {
    private final int width;
    private final int height;
    private final byte[] pixels;
    private final Palette palette;

    Picture(long seed, int width, int height) {
        this.width = width;
        this.height = height;
        var random = new Random(seed);
        palette = new Palette(random.nextFloat(), random.nextFloat());
        pixels = new byte[width * height];
        paint(random);
    }

    private void paint(Random random) {
        double sunX = width * (0.2 + 0.6 * random.nextDouble());
        double sunY = height * (0.2 + 0.25 * random.nextDouble());
        double sunR = Math.min(width, height) * (0.08 + 0.1 * random.nextDouble());
        double[] far = dunes(random, 0.58, 0.08);
        double[] near = dunes(random, 0.76, 0.1);
        for (int y = 0; y < height; y++) {
            int band = y * Palette.BANDS / height;
            for (int x = 0; x < width; x++) {
                int layer = y > near[x] ? 3 : y > far[x] ? 2 : Math.hypot(x - sunX, y - sunY) < sunR ? 1 : 0;
                pixels[y * width + x] = (byte) (layer * Palette.BANDS + band);
            }
        }
    }

    /** A crest line: for each column the row where the dunes begin. */
    private double[] dunes(Random random, double base, double swing) {
        double phase = random.nextDouble() * 6.28;
        double waves = 4 + 5 * random.nextDouble();
        var crest = new double[width];
        for (int x = 0; x < width; x++) {
            double t = waves * x / width + phase;
            crest[x] = height * (base + swing * (Math.sin(t) + 0.3 * Math.sin(2.3 * t)));
        }
        return crest;
    }

    /** Writes SANDBOX and {@code text} on a dark band at the foot, in letters that grow with the picture. */
    Picture label(String text) {
        int scale = Math.max(1, Math.min(width, height) / 200);
        int line = 10 * scale;
        int top = Math.max(0, height - 2 * line - 4 * scale);
        for (int i = top * width; i < pixels.length; i++) {
            pixels[i] = (byte) Palette.INK;
        }
        write("SANDBOX", 4 * scale, top + 3 * scale, scale);
        write(text, 4 * scale, top + 3 * scale + line, scale);
        return this;
    }

    private void write(String text, int left, int top, int scale) {
        for (int i = 0; i < text.length(); i++) {
            int x0 = left + i * 6 * scale;
            int[] rows = Glyphs.of(text.charAt(i));
            for (int dot = 0; dot < 35 * scale * scale; dot++) {
                int dx = dot % (5 * scale);
                int dy = dot / (5 * scale);
                boolean on = (rows[dy / scale] >> (4 - dx / scale) & 1) == 1;
                if (on && x0 + dx < width && top + dy < height) {
                    pixels[(top + dy) * width + x0 + dx] = (byte) Palette.PAPER;
                }
            }
        }
    }

    byte[] png() {
        return Png.encode(width, height, palette.rgb(), pixels);
    }
}
