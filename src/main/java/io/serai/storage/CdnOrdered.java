package io.serai.storage;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import java.util.List;

/** What {@code storage-refresh} and {@code storage-prefetch} answer once the CDN took the order; it works within minutes. */
public record CdnOrdered(List<String> keys, Receipt receipt) implements Reply {
    public CdnOrdered {
        keys = List.copyOf(keys);
    }
}
