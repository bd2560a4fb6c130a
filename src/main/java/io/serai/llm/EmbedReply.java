package io.serai.llm;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import java.util.List;
import java.util.Map;

/**
 * What {@code llm-embed} answers.
 *
 * @param data one object for each input, with its {@code index} and {@code embedding}: numbers, or base64 when that was asked
 * @param receipt who served, and the tokens used
 * @param raw the upstream's whole reply as it sent it, for those who pass it on; not copied: do not change it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody, copied for nobody.
public record EmbedReply(
        List<Map<String, Object>> data,
        Receipt receipt,
        @JsonIgnore byte[] raw) implements Reply {
    public EmbedReply {
        data = List.copyOf(data);
    }

    EmbedReply with(Receipt other) {
        return new EmbedReply(data, other, raw);
    }
}
