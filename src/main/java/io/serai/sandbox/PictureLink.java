package io.serai.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A picture as the path that draws it, so that the sandbox need not keep any.
 *
 * @param seed from the hash of prompt and number
 * @param label the characters of the prompt's start that the bitmap font has, joined by {@code _}
 */
record PictureLink(long seed, int width, int height, String label) {
    static final String PATH = "/sandbox/images/";
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{16})-(\\d{1,4})x(\\d{1,4})-([A-Z0-9_]{0,40})\\.png");

    static PictureLink of(ImageOrder order, int number) {
        String start = Tokens.start(order.prompt(), 40).toUpperCase(Locale.ROOT);
        String label = start.replaceAll("[^A-Z0-9]+", "_").replaceAll("^_|_$", "");
        return new PictureLink(seed(order.prompt() + "\n" + number), order.width(), order.height(), label);
    }

    /** The endpoint behind the links. */
    static Reply answer(Call call) {
        var m = FORM.matcher(call.path().substring(PATH.length()));
        if (m.matches()) {
            int width = Integer.parseInt(m.group(2));
            int height = Integer.parseInt(m.group(3));
            if (width > 0 && height > 0 && width <= 2048 && height <= 2048) {
                long seed = Long.parseUnsignedLong(m.group(1), 16);
                return Reply.bytes("image/png", new PictureLink(seed, width, height, m.group(4)).png());
            }
        }
        throw ApiError.of(404, null, null, "There is no such picture.");
    }

    String path() {
        return PATH + "%016x-%dx%d-%s.png".formatted(seed, width, height, label);
    }

    byte[] png() {
        return new Picture(seed, width, height).label(label.replace('_', ' ')).png();
    }

    private static long seed(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
