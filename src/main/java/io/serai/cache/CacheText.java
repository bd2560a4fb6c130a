package io.serai.cache;

import io.serai.error.InvalidRequestException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as UTF-8 and back, both without silent replacement characters: a cache answers what it was given. */
final class CacheText {
    private CacheText() {}

    static byte[] bytes(String operation, String field, String text) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw InvalidRequestException.field(
                    operation, field, "has half of a surrogate pair, which no UTF-8 can hold; give whole characters");
        }
    }

    static String text(String operation, byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw InvalidRequestException.field(operation, "value", "is not UTF-8 text; read it as bytes");
        }
    }
}
