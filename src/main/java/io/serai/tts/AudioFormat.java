package io.serai.tts;

import java.util.Arrays;
import java.util.Optional;

/**
 * The audio formats that a speech upstream is asked for. {@link #id()} is the name in requests, OpenAI's
 * {@code response_format}.
 */
public enum AudioFormat {
    MP3("mp3", "audio/mpeg"),
    /** Opus in an Ogg container, RFC 7845. */
    OPUS("opus", "audio/ogg"),
    /** AAC in an ADTS stream, ISO/IEC 13818-7. */
    AAC("aac", "audio/aac"),
    FLAC("flac", "audio/flac"),
    WAV("wav", "audio/wav"),
    /** Headerless 16-bit little-endian samples; OpenAI sends 24 kHz mono. */
    PCM("pcm", "audio/pcm");

    private final String id;
    private final String contentType;

    AudioFormat(String id, String contentType) {
        this.id = id;
        this.contentType = contentType;
    }

    public String id() {
        return id;
    }

    public String contentType() {
        return contentType;
    }

    /** The file name extension, without the dot. */
    public String extension() {
        return id;
    }

    /** Whether several files of this format can be made into one without encoding again; so far all six can. */
    public boolean joinable() {
        return switch (this) {
            case MP3, OPUS, AAC, FLAC, WAV, PCM -> true;
        };
    }

    /**
     * Whether {@code head} looks like the start of a file in this format, so that HTML or JSON answered with status
     * 200 is told from audio.
     *
     * @param head the whole file or its first bytes; 64 are enough to decide
     */
    public boolean looksLike(byte[] head) {
        return switch (this) {
            case MP3 -> Mp3Frames.startIn(head);
            case OPUS -> OggOpus.startIn(head);
            case AAC -> AdtsFrames.startIn(head);
            case FLAC -> FlacFile.startIn(head);
            case WAV -> WavFile.startIn(head);
            case PCM -> PcmSamples.startIn(head);
        };
    }

    public static Optional<AudioFormat> of(String id) {
        return Arrays.stream(values()).filter(f -> f.id.equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return id;
    }
}
