package io.serai.tts;

import io.serai.CallOptions;
import io.serai.Operation;
import io.serai.OperationCaller;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Speech for Java callers. Thread-safe. Every method throws {@link io.serai.error.ServiceException}; the
 * {@code ...Async} forms complete exceptionally with it.
 */
public final class TtsService {
    private final OperationCaller caller;

    public TtsService(OperationCaller caller) {
        this.caller = caller;
    }

    /** The same service, with these options for every call. */
    public TtsService with(CallOptions options) {
        return new TtsService(caller.with(options));
    }

    /**
     * One complete audio file that speaks the text, in the format of {@code serai.tts.format}.
     *
     * @param text at least 1 character; longer than one request takes is split at sentence ends
     * @param voice a name the model knows, such as {@code alloy}; null for {@code serai.tts.voice}
     */
    public byte[] synthesize(String text, @Nullable String voice) {
        return synthesize(new SpeechRequest(text, voice, null, null, null))
                .bytes()
                .clone();
    }

    /** {@link #synthesize(String, String)} with the configured voice. */
    public byte[] synthesize(String text) {
        return synthesize(text, null);
    }

    public CompletableFuture<byte[]> synthesizeAsync(String text, @Nullable String voice) {
        return synthesizeAsync(new SpeechRequest(text, voice, null, null, null))
                .thenApply(speech -> speech.bytes().clone());
    }

    public CompletableFuture<byte[]> synthesizeAsync(String text) {
        return synthesizeAsync(text, null);
    }

    /** The audio with its content type and receipt. */
    public Speech synthesize(SpeechRequest request) {
        return caller.call(Operation.TTS_SYNTHESIZE, request, Speech.class);
    }

    public CompletableFuture<Speech> synthesizeAsync(SpeechRequest request) {
        return caller.callAsync(Operation.TTS_SYNTHESIZE, request, Speech.class);
    }
}
