package io.serai.testing;

/** The kinds of request a {@link KodoDouble} tells apart, by method and path. */
public enum KodoCall {
    FORM_UPLOAD,
    INIT_UPLOAD,
    UPLOAD_PART,
    LIST_PARTS,
    COMPLETE_UPLOAD,
    ABORT_UPLOAD,
    STAT,
    DELETE,
    CHANGE_MIME,
    COPY,
    MOVE,
    LIST,
    BUCKET_INFO,
    CDN_ORDER,
    DOWNLOAD,
    UNKNOWN;

    static KodoCall of(RecordedRequest request) {
        return switch (request.method()) {
            case "GET", "HEAD" -> ofGet(request);
            case "POST" -> ofPost(request);
            case "PUT" -> isUpload(request, 6) ? UPLOAD_PART : UNKNOWN;
            case "DELETE" -> isUpload(request, 5) ? ABORT_UPLOAD : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    private static KodoCall ofGet(RecordedRequest request) {
        if (isUpload(request, 5)) {
            return LIST_PARTS;
        }
        // An object may be called "list" too, but nobody signs a download with a header.
        boolean signed = request.header("authorization").isPresent();
        return signed && request.path().equals("/list") ? LIST : DOWNLOAD;
    }

    private static KodoCall ofPost(RecordedRequest request) {
        if (isUpload(request, 4)) {
            return INIT_UPLOAD;
        }
        if (isUpload(request, 5)) {
            return COMPLETE_UPLOAD;
        }
        return switch (request.path().substring(1).split("/", 2)[0]) {
            case "" -> FORM_UPLOAD;
            case "stat" -> STAT;
            case "delete" -> DELETE;
            case "chgm" -> CHANGE_MIME;
            case "copy" -> COPY;
            case "move" -> MOVE;
            case "v2" ->
                request.path().equals("/v2/bucketInfo")
                        ? BUCKET_INFO
                        : request.path().startsWith("/v2/tune/") ? CDN_ORDER : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    /** {@code /buckets/B/objects/K/uploads[/ID[/NUMBER]]} */
    private static boolean isUpload(RecordedRequest request, int segments) {
        String[] parts = request.path().substring(1).split("/", -1);
        boolean upload = parts.length > 4 && parts[0].equals("buckets") && parts[2].equals("objects");
        return upload && parts[4].equals("uploads") && parts.length == segments + 1;
    }
}
