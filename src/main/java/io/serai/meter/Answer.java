package io.serai.meter;

import java.util.List;

/**
 * What an upstream said of its reply.
 *
 * @param id its own id of the reply; empty when it gave none
 * @param model the model that served, as the reply names it; empty when it named none
 * @param finishReasons why each choice ended; empty for what is no chat
 */
public record Answer(String id, String model, List<String> finishReasons) {
    public Answer {
        finishReasons = List.copyOf(finishReasons);
    }
}
