package io.serai.sandbox;

import java.util.List;
import java.util.Set;

/** A soft tone as long as the text would take to speak; the voice chooses the pitch. */
final class SpeechEndpoint implements Endpoint {
    private static final Set<String> KNOWN =
            Set.of("model", "input", "voice", "instructions", "response_format", "speed", "stream_format");
    private static final List<String> FORMATS = List.of("mp3", "opus", "aac", "flac", "wav", "pcm");

    @Override
    public Reply answer(Call call) {
        var check = new Check(call.body());
        check.onlyKnown(KNOWN);
        check.text("model", 256);
        String input = check.text("input", 4096);
        var tone = Tone.of(Voices.index(check));
        String format = check.oneOf("response_format", FORMATS);
        double seconds = SpokenLength.seconds(input, check.decimal("speed", 0.25, 4, 1));
        if (check.oneOf("stream_format", List.of("audio", "sse")).equals("sse")) {
            throw ApiError.invalid(
                    "stream_format", "unsupported_value", "The sandbox has only the stream_format 'audio'.");
        }
        if (call.filtered()) {
            throw ApiError.invalid("input", "content_policy_violation", Fault.FILTER.model + " rejects all input.");
        }
        return switch (format) {
            case "mp3" -> Reply.bytes("audio/mpeg", Mp3.of(tone, seconds));
            case "wav" -> Reply.bytes("audio/wav", Wav.file(tone, seconds));
            case "pcm" -> Reply.bytes("audio/pcm", Wav.samples(tone, seconds));
            default ->
                throw ApiError.invalid(
                        "response_format",
                        "invalid_value",
                        "The sandbox has only the formats 'mp3', 'wav' and 'pcm', not '" + format + "'.");
        };
    }
}
