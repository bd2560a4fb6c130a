package io.serai.qiniu;

import com.qiniu.storage.BucketManager;
import com.qiniu.util.Auth;
import io.serai.error.ServiceException;
import io.serai.storage.Attempt;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Asks for the hash of a stored object (developer.qiniu.com/kodo/1308/stat). */
final class KodoStat {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final KodoBucket bucket;
    private final KodoHttp http;

    KodoStat(KodoBucket bucket, KodoHttp http) {
        this.bucket = bucket;
        this.http = http;
    }

    /** The object's hash; null when Kodo does not tell. */
    @Nullable
    String hash(String key, Attempt attempt) {
        String url = bucket.hosts().rs() + "/stat/" + BucketManager.encodedEntry(bucket.name(), key);
        Auth auth = bucket.auth();
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("Authorization", "Qiniu " + auth.signRequestV2(url, "POST", new byte[0], FORM))
                .post(RequestBody.create(new byte[0], MediaType.get(FORM)));
        try {
            KodoAnswer answer = http.send(request, attempt);
            return answer.isOk() ? answer.body().path("hash").asText() : null;
        } catch (ServiceException e) {
            // The question came up after a failure, which is what the caller shall hear of.
            return null;
        }
    }
}
