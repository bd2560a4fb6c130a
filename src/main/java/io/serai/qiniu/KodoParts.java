package io.serai.qiniu;

import com.qiniu.common.QiniuException;
import com.qiniu.storage.ApiUpload;
import com.qiniu.storage.ApiUploadV2AbortUpload;
import com.qiniu.storage.ApiUploadV2CompleteUpload;
import com.qiniu.storage.ApiUploadV2InitUpload;
import com.qiniu.storage.ApiUploadV2UploadPart;
import com.qiniu.util.Md5;
import io.serai.error.UpstreamException;
import io.serai.json.Json;
import io.serai.storage.Attempt;
import io.serai.storage.Content;
import io.serai.storage.NewObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** The four requests of an upload in parts, for one attempt at one object; each is sent once. */
final class KodoParts {
    private static final MediaType BYTES = MediaType.get("application/octet-stream");
    private static final MediaType JSON = MediaType.get("application/json");

    private final KodoHttp http;
    private final String up;
    private final String token;
    private final NewObject object;
    private final Attempt attempt;

    KodoParts(KodoHttp http, String up, String token, NewObject object, Attempt attempt) {
        this.http = http;
        this.up = up;
        this.token = token;
        this.object = object;
        this.attempt = attempt;
    }

    /** The id of a new upload. */
    String begin() {
        var init = new ApiUploadV2InitUpload.Request(up, token).setKey(object.key());
        return send(to(init).post(RequestBody.create(new byte[0], null)), "uploadId");
    }

    /** Sends a part and answers its etag. Holds the part in memory. */
    String part(PartsBegun begun, int number) {
        byte[] bytes;
        try {
            bytes = object.content().bytes(PartsBegun.offset(number), begun.length(number));
        } catch (IOException e) {
            throw Content.unreadable(attempt.operation(), e);
        }
        var part = new ApiUploadV2UploadPart.Request(up, token, begun.id(), number).setKey(object.key());
        return send(to(part).put(RequestBody.create(bytes, BYTES)).header("Content-MD5", Md5.md5(bytes)), "etag");
    }

    /** Makes an object of the parts and answers its hash. */
    String complete(PartsBegun begun) {
        List<Map<String, Object>> parts = begun.parts();
        var complete = new ApiUploadV2CompleteUpload.Request(up, token, begun.id(), parts).setKey(object.key());
        Map<String, Object> order = new HashMap<>(Map.of("parts", parts, "mimeType", object.contentType()));
        Map<String, String> meta = KodoMeta.of(object.headers());
        if (!meta.isEmpty()) {
            order.put("metaData", meta);
        }
        return send(to(complete).post(RequestBody.create(Json.bytes(order), JSON)), "hash");
    }

    /** Takes the upload back in the background: nobody waits for it. */
    void abort(String id) {
        var abort = new ApiUploadV2AbortUpload.Request(up, token, id).setKey(object.key());
        http.sendAndForget(to(abort).delete(), "taking back the parts of a failed upload");
    }

    private Request.Builder to(ApiUpload.Request api) {
        try {
            return new Request.Builder().url(api.getUrl()).header("Authorization", "UpToken " + token);
        } catch (QiniuException e) {
            throw new IllegalStateException("the upload host was checked at start", e);
        }
    }

    private String send(Request.Builder request, String field) {
        KodoAnswer answer = http.send(request, attempt);
        if (!answer.isOk()) {
            throw KodoErrors.of(attempt.detail(), answer);
        }
        String value = answer.body().path(field).asText("");
        if (value.isEmpty()) {
            throw new UpstreamException(
                    "the answer has no " + field,
                    attempt.detail().answered(200, answer.requestId(), null).because("malformed_reply", null));
        }
        return value;
    }
}
