package io.serai.qiniu;

import com.qiniu.common.QiniuException;
import com.qiniu.storage.ApiUpload;
import com.qiniu.storage.ApiUploadV2AbortUpload;
import com.qiniu.storage.ApiUploadV2CompleteUpload;
import com.qiniu.storage.ApiUploadV2InitUpload;
import com.qiniu.storage.ApiUploadV2UploadPart;
import com.qiniu.util.Md5;
import io.serai.error.ServiceException;
import io.serai.json.Json;
import io.serai.storage.Attempt;
import io.serai.storage.Content;
import io.serai.storage.NewObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Uploads large content in parts, one after the other (resumable upload v2, developer.qiniu.com/kodo/6364/multipartupload).
 * Holds one part in memory. A failed upload is taken back, or its parts would be kept, and billed, for a week.
 */
final class KodoPartsUpload {
    /** With parts of this size the hash that Kodo answers is the plain qetag. */
    static final int PART = 4 * 1024 * 1024;

    private static final MediaType BYTES = MediaType.get("application/octet-stream");
    private static final MediaType JSON = MediaType.get("application/json");

    private final KodoBucket bucket;
    private final KodoHttp http;

    KodoPartsUpload(KodoBucket bucket, KodoHttp http) {
        this.bucket = bucket;
        this.http = http;
    }

    /**
     * The hash of what Kodo stored.
     *
     * @throws ServiceException when it stored nothing
     */
    String upload(NewObject object, long size, Attempt attempt) {
        return new Upload(object, size, attempt).run();
    }

    private final class Upload {
        private final NewObject object;
        private final Attempt attempt;
        private final String token;
        private final String up;

        Upload(NewObject object, long size, Attempt attempt) {
            this.object = object;
            this.attempt = attempt;
            this.token = bucket.uploadToken(object, size, attempt.remaining());
            this.up = bucket.hosts().up();
        }

        String run() {
            var init = new ApiUploadV2InitUpload.Request(up, token).setKey(object.key());
            String id = send(to(init).post(RequestBody.create(new byte[0], null)), "uploadId");
            try {
                return complete(id, parts(id));
            } catch (ServiceException e) {
                var abort = new ApiUploadV2AbortUpload.Request(up, token, id).setKey(object.key());
                http.sendAndForget(to(abort).delete(), "taking back the parts of a failed upload");
                throw e;
            }
        }

        private List<Map<String, Object>> parts(String id) {
            List<Map<String, Object>> parts = new ArrayList<>();
            try (InputStream in = object.content().open()) {
                for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
                    int number = parts.size() + 1;
                    parts.add(Map.of("partNumber", number, "etag", part(id, number, part)));
                }
            } catch (IOException e) {
                throw Content.unreadable(attempt.operation(), e);
            }
            return parts;
        }

        private String part(String id, int number, byte[] bytes) {
            var part = new ApiUploadV2UploadPart.Request(up, token, id, number).setKey(object.key());
            return send(to(part).put(RequestBody.create(bytes, BYTES)).header("Content-MD5", Md5.md5(bytes)), "etag");
        }

        private String complete(String id, List<Map<String, Object>> parts) {
            var complete = new ApiUploadV2CompleteUpload.Request(up, token, id, parts).setKey(object.key());
            byte[] order = Json.bytes(Map.of("parts", parts, "mimeType", object.contentType()));
            return send(to(complete).post(RequestBody.create(order, JSON)), "hash");
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
            return answer.body().path(field).asText();
        }
    }
}
