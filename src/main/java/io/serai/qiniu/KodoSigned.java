package io.serai.qiniu;

import com.qiniu.util.Auth;
import io.serai.storage.Attempt;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Sends requests that are signed with the account's keys, each once. */
final class KodoSigned {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final byte[] NOTHING = {};

    private final Auth auth;
    private final KodoHttp http;

    KodoSigned(Auth auth, KodoHttp http) {
        this.auth = auth;
        this.http = http;
    }

    /** The answer to an order without a body; one that is not OK is thrown. */
    KodoAnswer post(String url, Attempt attempt) {
        return checked(request(url, FORM, "POST", NOTHING).post(body(NOTHING, FORM)), attempt);
    }

    KodoAnswer postJson(String url, byte[] json, Attempt attempt) {
        return checked(request(url, JSON, "POST", json).post(body(json, JSON)), attempt);
    }

    KodoAnswer get(String url, Attempt attempt) {
        return checked(request(url, FORM, "GET", NOTHING).get(), attempt);
    }

    private Request.Builder request(String url, String type, String method, byte[] body) {
        return new Request.Builder()
                .url(url)
                .header("Content-Type", type)
                .header("Authorization", "Qiniu " + auth.signRequestV2(url, method, body, type));
    }

    private KodoAnswer checked(Request.Builder request, Attempt attempt) {
        KodoAnswer answer = http.send(request, attempt);
        if (!answer.isOk()) {
            throw KodoErrors.of(attempt.detail(), answer);
        }
        return answer;
    }

    private static RequestBody body(byte[] bytes, String type) {
        return RequestBody.create(bytes, MediaType.get(type));
    }
}
