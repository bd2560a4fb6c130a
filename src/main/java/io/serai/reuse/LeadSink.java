package io.serai.reuse;

import io.serai.meter.Receipt;
import io.serai.retry.Call;
import io.serai.retry.ChunkSink;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows the parts of a streamed reply to the one who pays for it, and to all who wait for the same. */
final class LeadSink implements ChunkSink {
    private final ChunkSink own;
    private final Call call;
    private final Flight<?> flight;
    private @Nullable Receipt receipt;
    private boolean left;

    LeadSink(ChunkSink own, Call call, Flight<?> flight) {
        this.own = own;
        this.call = call;
        this.flight = flight;
    }

    @Override
    public Map<String, Object> options() {
        return own.options();
    }

    @Override
    public void show(byte[] json, boolean usage) throws IOException {
        if (receipt == null) {
            receipt = call.receiptSoFar();
        }
        flight.show(new Flight.Part(json, usage, receipt));
        if (!left) {
            try {
                own.show(json, usage);
                return;
            } catch (IOException e) {
                left = true;
                if (flight.isDeserted()) {
                    throw e;
                }
            }
        } else if (flight.isDeserted()) {
            throw new IOException("nobody waits any more");
        }
    }

    @Override
    public void whenGone(Runnable action) {
        own.whenGone(() -> flight.leadLeft(action));
    }
}
