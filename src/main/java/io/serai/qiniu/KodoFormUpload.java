package io.serai.qiniu;

import com.qiniu.util.Crc32;
import io.serai.error.ServiceException;
import io.serai.storage.Attempt;
import io.serai.storage.NewObject;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Uploads small content in one request (developer.qiniu.com/kodo/1272/form-upload). */
final class KodoFormUpload {
    private final KodoBucket bucket;
    private final KodoRegion region;
    private final KodoHttp http;

    KodoFormUpload(KodoBucket bucket, KodoRegion region, KodoHttp http) {
        this.bucket = bucket;
        this.region = region;
        this.http = http;
    }

    /**
     * The hash of what Kodo stored.
     *
     * @throws ServiceException when it stored nothing
     */
    String upload(NewObject object, byte[] bytes, Attempt attempt) {
        String token = bucket.uploadToken(object, bytes.length, attempt.remaining());
        MultipartBody.Builder form = new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart("token", token)
                .addFormDataPart("key", object.key())
                .addFormDataPart("crc32", Long.toString(Crc32.bytes(bytes)))
                // The name is not used: the key is given.
                .addFormDataPart("file", "file", RequestBody.create(bytes, MediaType.parse(object.contentType())));
        KodoMeta.of(object.headers()).forEach(form::addFormDataPart);
        String up = region.hosts(attempt).up();
        KodoAnswer answer = http.send(new Request.Builder().url(up).post(form.build()), attempt);
        if (!answer.isOk()) {
            throw KodoErrors.of(attempt.detail(), answer);
        }
        return answer.body().path("hash").asText();
    }
}
