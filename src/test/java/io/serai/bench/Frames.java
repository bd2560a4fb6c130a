package io.serai.bench;

import io.netty.buffer.ByteBuf;

/** Finds where one reply ends in the bytes of a connection. One for each connection. */
interface Frames {
    /**
     * Takes what arrived.
     *
     * @return whether a reply is complete
     */
    boolean feed(ByteBuf in);

    /** Whether the complete reply is a good one. */
    boolean good();

    /** What was wrong with it, in a few words. */
    String problem();

    /** When the first byte of the reply's body came, on the clock of {@link System#nanoTime()}. */
    long firstByte();

    /** Bytes of bodies so far. */
    long bodyBytes();

    static Frames of(String protocol) {
        return protocol.equals("resp") ? new RespFrames() : new HttpFrames();
    }
}
