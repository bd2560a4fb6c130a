package io.serai.tts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** The ASCII marks by which file formats and their chunks are told apart. */
final class Signature {

    private Signature() {}

    static boolean isAt(byte[] file, int at, String signature) {
        return at >= 0
                && at + signature.length() <= file.length
                && new String(file, at, signature.length(), ISO_8859_1).equals(signature);
    }
}
