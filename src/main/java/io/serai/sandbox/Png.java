package io.serai.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** PNG files of 8-bit palette pixels (ISO/IEC 15948), written by hand to do without AWT. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final String COMMENT = "Comment\0Serai sandbox placeholder, not made by a model";

    private Png() {}

    /** @param rgb three bytes a colour; {@code pixels} one index each, row by row */
    static byte[] encode(int width, int height, byte[] rgb, byte[] pixels) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        // Depth 8, colour type 3 (palette), then the only compression and filter methods there are, not interlaced.
        byte[] form = {8, 3, 0, 0, 0};
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13).putInt(width).putInt(height).put(form).array());
        chunk(out, "PLTE", rgb);
        chunk(out, "tEXt", COMMENT.getBytes(StandardCharsets.ISO_8859_1));
        chunk(out, "IDAT", deflated(width, height, pixels));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] deflated(int width, int height, byte[] pixels) {
        // Each row starts with its filter type; 0 is "none", the right one for palettes.
        byte[] rows = new byte[(width + 1) * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(pixels, y * width, rows, y * (width + 1) + 1, width);
        }
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(rows);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array());
    }
}
