package io.serai.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Makes the bytes of each request; the number in it is written in place. Used by one thread. */
final class LoadRequest {
    private final byte[] template;
    private final int at;
    private final long first;
    private final long numbers;
    private long sent;

    LoadRequest(Load load) {
        this.template = load.request().getBytes(StandardCharsets.UTF_8);
        // Only ASCII stands before the number, so that a place in the text is a place in the bytes.
        this.at = load.request().indexOf(Load.NUMBER);
        this.first = load.first();
        this.numbers = load.numbers();
    }

    ByteBuf next() {
        if (at < 0) {
            return Unpooled.wrappedBuffer(template);
        }
        byte[] bytes = template.clone();
        long number = first + sent++ % numbers;
        for (int i = Load.NUMBER.length() - 1; i >= 0; i--) {
            bytes[at + i] = (byte) ('0' + number % 10);
            number /= 10;
        }
        return Unpooled.wrappedBuffer(bytes);
    }
}
