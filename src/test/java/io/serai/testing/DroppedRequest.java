package io.serai.testing;

/**
 * A request whose client closed the connection before the whole answer was sent.
 *
 * @param droppedNanos {@link System#nanoTime()} when the server saw it; compare with {@link RecordedRequest#arrivedNanos()}
 */
public record DroppedRequest(RecordedRequest request, long droppedNanos) {}
