package io.serai.recipe;

import io.serai.tts.Speech;
import io.serai.tts.SpeechKeeper;
import io.serai.tts.SpeechRequest;
import java.util.Optional;
import java.util.SortedMap;

/** Keeps the pieces of one long speech in the journal. */
final class KeptSpeech implements SpeechKeeper {
    private final Journal journal;
    private final String run;
    private final SortedMap<String, String> circumstances;
    private final Runnable kept;

    /**
     * @param kept is called when another piece is in the journal
     */
    KeptSpeech(Journal journal, String run, SortedMap<String, String> circumstances, Runnable kept) {
        this.journal = journal;
        this.run = run;
        this.circumstances = circumstances;
        this.kept = kept;
    }

    @Override
    public Optional<Speech> find(SpeechRequest piece) {
        return journal.find(run, key(piece), Speech.class);
    }

    @Override
    public void keep(SpeechRequest piece, Speech spoken) {
        journal.keep(run, key(piece), spoken);
        kept.run();
    }

    private String key(SpeechRequest piece) {
        return JournalCodec.hash("piece", piece, circumstances);
    }
}
