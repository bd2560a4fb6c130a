package io.serai.testing;

import io.serai.Serai;
import java.util.HashMap;
import java.util.Map;

/** Starts Serai in live mode against one scripted upstream, with waits of milliseconds. */
public final class LiveSerai {
    /** The upstream's key in every test; it must show up nowhere but in the Authorization header. */
    public static final String CANARY = "sk-canary-7f3d9a51c2";

    private LiveSerai() {}

    public static Serai start(FaultServer upstream, String... keysAndValues) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "serai.mode", "live",
                "serai.upstream.openai.base-url", upstream.url() + "/v1",
                "serai.upstream.openai.api-key", CANARY,
                "serai.cost.ledger", "off",
                "serai.retry.min-wait", "5ms",
                "serai.retry.max-wait", "20ms"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Serai.start(settings);
    }
}
