package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers of one path, in order; the last one repeats. Adding a step while the server runs makes it the answer to the
 * next request that has no step of its own. Thread-safe: parallel requests each take one step.
 */
public final class Script {
    private final List<Answer> steps = new ArrayList<>();
    private int used;
    private boolean refusingBodies;

    Script() {}

    public Script reply(int status, String body) {
        return reply(status, Map.of(), body);
    }

    /** Adds a whole reply; a {@code content-type} among the headers replaces {@code application/json}. */
    public Script reply(int status, Map<String, String> headers, String body) {
        return reply(status, headers, body.getBytes(UTF_8));
    }

    public Script reply(int status, Map<String, String> headers, byte[] body) {
        return then(wire -> wire.reply(status, headers, body));
    }

    /** Adds any answer, such as one of {@link Faults}. */
    public synchronized Script then(Answer answer) {
        steps.add(answer);
        return this;
    }

    /** Forgets all steps, so that the next one added answers the next request. */
    public synchronized Script clear() {
        steps.clear();
        used = 0;
        return this;
    }

    /**
     * Answers a request with {@code Expect: 100-continue} at once, without asking for its body, and closes. Other scripts
     * send {@code 100 Continue} and read the body.
     */
    public synchronized Script refusingBodies() {
        refusingBodies = true;
        return this;
    }

    synchronized boolean refusesBodies() {
        return refusingBodies;
    }

    synchronized Optional<Answer> next() {
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(used < steps.size() ? steps.get(used++) : steps.get(steps.size() - 1));
    }
}
