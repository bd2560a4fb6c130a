package io.serai.tts;

import java.util.Optional;

/**
 * Keeps the spoken pieces of a long text while the whole is not done, so that a crash costs one piece and not all of them.
 * Given in the exchange property {@link #PROPERTY} by whoever can come back to the same text.
 */
public interface SpeechKeeper {
    /** Exchange property, to be set before {@code tts-synthesize} is asked. */
    String PROPERTY = "SeraiSpeechKeeper";

    /** What was kept for this piece. */
    Optional<Speech> find(SpeechRequest piece);

    /** Keeps a piece; that it cannot be kept is no failure. */
    void keep(SpeechRequest piece, Speech spoken);
}
