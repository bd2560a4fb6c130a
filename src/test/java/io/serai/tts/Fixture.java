package io.serai.tts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** The recorded files of {@code src/test/resources/audio}; its README tells how each was made. */
final class Fixture {

    private Fixture() {}

    static byte[] audio(String name) {
        try (InputStream in = Fixture.class.getResourceAsStream("/audio/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] joined(String format, String... names) {
        return AudioJoiner.join(Arrays.stream(names).map(Fixture::audio).toList(), format);
    }

    static byte[] joined(String format, byte[]... parts) {
        return AudioJoiner.join(List.of(parts), format);
    }

    static byte[] cut(byte[] file, int length) {
        return Arrays.copyOf(file, length);
    }
}
