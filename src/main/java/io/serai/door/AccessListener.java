package io.serai.door;

import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.retry.Call;
import io.serai.retry.CallListener;

/** Refuses calls of operations and models that the caller's key is not for, whichever route they come by. */
final class AccessListener implements CallListener {
    private final AccessKeys keys;

    AccessListener(AccessKeys keys) {
        this.keys = keys;
    }

    @Override
    public void opened(Call call) {
        keys.named(call.tenant()).ifPresent(key -> check(key, call));
    }

    private static void check(AccessKey key, Call call) {
        if (!key.allowsOperation(call.operation())) {
            throw refused(call, "operation", "'" + call.operation() + "' is not for the key of " + key.name());
        }
        if (!call.asked().isEmpty() && !allowsModel(key, call)) {
            throw refused(call, "model", "'" + call.asked() + "' is not for the key of " + key.name());
        }
    }

    /** An allowed alias may go wherever it leads; else all places it leads to must be allowed themselves. */
    private static boolean allowsModel(AccessKey key, Call call) {
        return key.allowsModel(call.asked())
                || call.chain().stream().allMatch(target -> key.allowsModel(target.toString()));
    }

    private static InvalidRequestException refused(Call call, String param, String problem) {
        return new InvalidRequestException(
                param + ": " + problem + "; ask whoever gave out the key",
                ErrorDetail.of(call.operation()).answered(403, null, null).because("permission_denied", param));
    }
}
