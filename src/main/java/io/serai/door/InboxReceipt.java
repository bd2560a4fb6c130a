package io.serai.door;

import io.serai.meter.Receipt;
import java.util.LinkedHashMap;
import java.util.Map;

/** A receipt as the file beside a result has it. */
final class InboxReceipt {
    private InboxReceipt() {}

    static Map<String, Object> of(Receipt receipt) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("call_id", receipt.callId());
        fields.put("operation", receipt.operation());
        fields.put("upstream", receipt.upstream());
        fields.put("model", receipt.model());
        fields.put("attempts", receipt.attempts());
        fields.put("ms", receipt.millis());
        fields.put("sandbox", receipt.sandbox());
        fields.put("usage", receipt.usage());
        if (receipt.cost() != null) {
            fields.put("cost", receipt.cost());
        }
        if (receipt.saved() != null) {
            fields.put("saved", receipt.saved());
        }
        if (receipt.cache() != null) {
            fields.put("cache", receipt.cache());
            fields.put("cache_age", receipt.age());
        }
        return fields;
    }

    static Map<String, Object> of(Claim claim, InboxResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("input", claim.shown());
        if (result.receipt() != null) {
            fields.putAll(of(result.receipt()));
        }
        fields.put("operation", claim.operation());
        fields.put("ms", claim.millis());
        fields.putAll(result.more());
        return fields;
    }
}
