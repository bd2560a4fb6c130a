package io.serai.tts;

/** One parsed audio file, waiting to be joined with others. */
interface AudioPart {

    /** What must be equal in all parts of one file, for machines to compare and people to read: {@code 24000 Hz, mono}. */
    String layout();
}
