package io.serai.door;

import io.serai.config.AccessSettings;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.http.HttpCall;
import io.serai.http.HttpGate;
import io.serai.retry.Call;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Decides who may use the REST door: callers with a key, or, without any keys, this machine only. */
final class RestAccess implements HttpGate {
    private static final Pattern LOOPBACK_HOST = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");
    private static final String BEARER = "bearer ";

    private final AccessKeys keys;

    RestAccess(AccessKeys keys) {
        this.keys = keys;
    }

    @Override
    public void check(HttpCall call, Exchange exchange) {
        String tenant = check(call.header("Authorization"), call.host());
        if (!tenant.isEmpty()) {
            exchange.setProperty(Call.TENANT, tenant);
        }
        String tag = tag(tenant, call.header("x-serai-tag"));
        if (!tag.isEmpty()) {
            exchange.setProperty(Call.TAG, tag);
        }
    }

    /** What the caller's key says its calls are for; when it says nothing, what the caller says. */
    String tag(String tenant, @Nullable String header) {
        String own = keys.named(tenant).map(AccessKey::tag).orElse("");
        if (!own.isEmpty() || header == null) {
            return own;
        }
        try {
            return AccessSettings.tag(header);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(
                    "x-serai-tag: give up to 64 letters, digits, dots, dashes and underscores",
                    ErrorDetail.of("rest").answered(400, null, null).because("invalid_tag", "x-serai-tag"));
        }
    }

    /**
     * The caller's name, empty when no keys are configured.
     *
     * @throws InvalidRequestException with status 401 or 403
     */
    String check(@Nullable String authorization, @Nullable String host) {
        if (keys.isEmpty()) {
            // A web page could reach this machine by a name of its own (DNS rebinding); its Host header tells.
            if (host == null || !LOOPBACK_HOST.matcher(host).matches()) {
                throw refused(403, "host", "without serai.api-keys only this machine may call; use 127.0.0.1");
            }
            return "";
        }
        return keys.find(bearer(authorization))
                .map(AccessKey::name)
                .orElseThrow(() -> refused(
                        401, "authorization", "the API key is missing or wrong; send Authorization: Bearer <key>"));
    }

    /** The key, in a header as RFC 6750 has it; empty when there is none. */
    private static String bearer(@Nullable String authorization) {
        return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? authorization.substring(BEARER.length()).strip()
                : "";
    }

    private static InvalidRequestException refused(int status, String param, String problem) {
        return new InvalidRequestException(
                problem, ErrorDetail.of("rest").answered(status, null, null).because("invalid_api_key", param));
    }
}
