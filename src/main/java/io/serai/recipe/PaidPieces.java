package io.serai.recipe;

import io.serai.tts.SpeechKeeper;
import java.util.SortedMap;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** Keeps what was paid for in one operation that makes many requests, for a door that comes back to it after a crash. */
public final class PaidPieces {
    private static final String NAME = "serai-paid-pieces";

    private final Journal journal;
    private final SortedMap<String, String> circumstances;

    PaidPieces(Journal journal, SortedMap<String, String> circumstances) {
        this.journal = journal;
        this.circumstances = circumstances;
    }

    void bind(CamelContext context) {
        context.getRegistry().bind(NAME, this);
    }

    /** Those of this context; null when no recipes are installed, and nothing is journaled. */
    public static @Nullable PaidPieces in(CamelContext context) {
        return context.getRegistry().lookupByNameAndType(NAME, PaidPieces.class);
    }

    /**
     * Keeps the pieces of a speech.
     *
     * @param run the same whenever the door comes back to this speech
     * @param kept is called when another piece is safe
     */
    public SpeechKeeper speech(String run, Runnable kept) {
        return new KeptSpeech(journal, JournalCodec.hash("pieces", run), circumstances, kept);
    }

    /** To be called when the whole is safe. */
    public void forget(String run) {
        journal.forget(JournalCodec.hash("pieces", run));
    }
}
