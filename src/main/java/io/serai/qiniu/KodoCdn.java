package io.serai.qiniu;

import io.serai.config.Settings;
import io.serai.config.StorageSettings;
import io.serai.error.ApiRateLimitException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.error.QuotaExhaustedException;
import io.serai.error.UpstreamException;
import io.serai.json.Json;
import io.serai.storage.Attempt;
import java.util.List;
import java.util.Map;

/** Orders at the CDN in front of the bucket (developer.qiniu.com/fusion/1229, /1227). It answers 200 and a code. */
final class KodoCdn {
    private final String host;
    private final KodoSigned signed;

    KodoCdn(Settings settings, KodoSigned signed) {
        this.host = KodoHosts.host(settings, StorageSettings.QINIU_CDN_HOST).orElseThrow();
        this.signed = signed;
    }

    /**
     * Orders to refresh, or else to prefetch, these URLs.
     *
     * @throws QuotaExhaustedException when the day's orders are used up
     */
    void order(List<String> urls, boolean prefetch, Attempt attempt) {
        String url = host + "/v2/tune/" + (prefetch ? "prefetch" : "refresh");
        KodoAnswer answer = signed.postJson(url, Json.bytes(Map.of("urls", urls)), attempt);
        int code = answer.body().path("code").asInt(0);
        String says = KodoErrors.clean(answer.error());
        ErrorDetail detail = attempt.detail().answered(code, answer.requestId(), null);
        switch (code) {
            case 200 -> {}
            case 400032, 400033, 400034, 400036, 400037, 400038 ->
                throw new QuotaExhaustedException(
                        "the CDN takes no more such orders today: " + says,
                        detail.answered(429, answer.requestId(), null));
            case 400041 ->
                throw new ApiRateLimitException(
                        "the CDN takes no more such orders now: " + says,
                        detail.answered(429, answer.requestId(), null));
            default -> {
                if (code >= 400_000 && code < 500_000) {
                    throw new InvalidRequestException(
                            "keys: the CDN refused them; is serai.qiniu.domain a CDN domain of this account? It says: "
                                    + says,
                            detail.answered(400, answer.requestId(), null).because("invalid_value", "keys"));
                }
                throw new UpstreamException("the CDN failed: " + says, detail.answered(502, answer.requestId(), null));
            }
        }
    }
}
