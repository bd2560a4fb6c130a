package io.serai.reuse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands under an idempotency key.
 *
 * @param question which request the key stands for: 43 letters of a hash
 * @param rest of a reply its bytes; of one that is being made, who makes it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record KeyAnswer(State state, String question, byte[] rest) {
    private static final int QUESTION = 43;

    /** How far it is; the letter is what the store holds. Another form of the reply gets another letter. */
    enum State {
        RUNNING('R'),
        DONE('2'),
        /** It was made, but is too large to be kept. */
        LOST('L');

        private final byte letter;

        State(char letter) {
            this.letter = (byte) letter;
        }
    }

    static KeyAnswer running(String question, String token) {
        return new KeyAnswer(State.RUNNING, question, token.getBytes(StandardCharsets.US_ASCII));
    }

    static KeyAnswer done(String question, byte[] reply) {
        return new KeyAnswer(State.DONE, question, reply);
    }

    static KeyAnswer lost(String question) {
        return new KeyAnswer(State.LOST, question, new byte[0]);
    }

    byte[] bytes() {
        byte[] bytes = new byte[1 + QUESTION + rest.length];
        bytes[0] = state.letter;
        System.arraycopy(question.getBytes(StandardCharsets.US_ASCII), 0, bytes, 1, QUESTION);
        System.arraycopy(rest, 0, bytes, 1 + QUESTION, rest.length);
        return bytes;
    }

    /** Null when these bytes are none of ours, or of another form. */
    static @Nullable KeyAnswer read(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length < 1 + QUESTION) {
            return null;
        }
        for (State state : State.values()) {
            if (state.letter == bytes[0]) {
                String question = new String(bytes, 1, QUESTION, StandardCharsets.US_ASCII);
                return new KeyAnswer(state, question, Arrays.copyOfRange(bytes, 1 + QUESTION, bytes.length));
            }
        }
        return null;
    }
}
