package io.serai.testing;

import java.io.IOException;

/**
 * What a {@link FaultServer} does with one request (or, under {@link FaultServer#onConnect()}, with one new connection).
 * {@link Faults} has the usual ones; a test may write its own as a lambda over the {@link Wire}. When it returns with the
 * wire still open, the connection is kept alive.
 */
@FunctionalInterface
public interface Answer {
    /**
     * Sends the answer, whole or not.
     *
     * @throws IOException when the client is gone or the server closes; the answer lets it through
     */
    void send(Wire wire) throws IOException;
}
