package io.serai.reuse;

import io.serai.config.Target;
import io.serai.json.Cbor;
import io.serai.retry.Call;
import java.util.List;

/** The name of everything that decides about a reply: who asks, what, and of whom. */
final class ReuseKey {
    private ReuseKey() {}

    /** Where the sandbox listens differs from start to start; what it answers does not. */
    private record Asked(String operation, String tenant, List<String> targets, Object question) {}

    static String of(Call call, Object question) {
        List<String> targets = call.chain().stream().map(ReuseKey::target).toList();
        return Cbor.hash(new Asked(call.operation(), call.tenant(), targets, question));
    }

    private static String target(Target target) {
        String place = target.upstream().sandbox()
                ? "sandbox"
                : target.upstream().baseUrl().toString();
        return target.upstream().name() + " " + target.model() + " " + place;
    }
}
