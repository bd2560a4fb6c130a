package io.serai.sandbox;

import java.util.List;

/** OpenAI's built-in voices. */
final class Voices {
    private static final List<String> NAMES = List.of(
            "alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer", "verse", "marin",
            "cedar");

    private Voices() {}

    /** The asked voice's place in the list. */
    static int index(Check check) {
        check.text("voice", 256);
        return NAMES.indexOf(check.oneOf("voice", NAMES));
    }
}
