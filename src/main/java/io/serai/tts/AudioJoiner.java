package io.serai.tts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Joins the audio of a text that was spoken in pieces. Nothing is encoded again, so nothing is lost. */
final class AudioJoiner {

    private AudioJoiner() {}

    /** Whether {@link #join} takes this format: to be asked before the pieces are paid for. */
    static boolean joinable(String format) {
        return AudioFormat.of(format).filter(AudioFormat::joinable).isPresent();
    }

    /**
     * Returns one playable file that holds the audio of all parts in order. A single part comes back as it is. The
     * silence that encoders add at the ends of a part stays: up to about 100 ms at each joint in MP3 and AAC at 24 kHz,
     * 30 ms in Opus, none in the others.
     *
     * @param parts complete files of one format, sample rate and channel count
     * @param format an {@link AudioFormat#id()}
     * @throws IllegalArgumentException if the format is unknown, or a part is malformed or differs from the first; the
     *     message has the part's number, from 1
     */
    static byte[] join(List<byte[]> parts, String format) {
        AudioFormat known = AudioFormat.of(format)
                .filter(AudioFormat::joinable)
                .orElseThrow(() -> new IllegalArgumentException("audio in format " + format + " cannot be joined"));
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no audio to join");
        }
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return switch (known) {
            case MP3 -> Mp3Frames.join(parse(parts, Mp3Frames::parse));
            case OPUS -> OggOpus.join(parse(parts, OggOpus::parse));
            case AAC -> AdtsFrames.join(parse(parts, AdtsFrames::parse));
            case FLAC -> FlacFile.join(parse(parts, FlacFile::parse));
            case WAV -> WavFile.join(parse(parts, WavFile::parse));
            case PCM -> PcmSamples.join(parse(parts, PcmSamples::parse));
        };
    }

    private static <P extends AudioPart> List<P> parse(List<byte[]> files, Function<byte[], P> parser) {
        List<P> parts = new ArrayList<>();
        for (byte[] file : files) {
            String where = "part " + (parts.size() + 1) + " of " + files.size() + ": ";
            P part;
            try {
                part = parser.apply(file);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(where + e.getMessage(), e);
            }
            parts.add(part);
            if (!part.layout().equals(parts.get(0).layout())) {
                throw new IllegalArgumentException(where + part.layout() + ", but part 1 is "
                        + parts.get(0).layout());
            }
        }
        return parts;
    }
}
