package io.serai.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a {@code multipart/form-data} body, in order. A malformed body is a {@link KodoRefusal} with 400. */
final class MultipartForm {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[ ;]name=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?i)\r\ncontent-type: *([^\r]+)");

    private final Map<String, Field> fields = new LinkedHashMap<>();

    /** @param contentType empty when the part does not say */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares or hashes these
    record Field(byte[] bytes, String contentType) {}

    private MultipartForm() {}

    static MultipartForm of(RecordedRequest request) {
        Matcher boundary = BOUNDARY.matcher(request.header("content-type").orElse(""));
        KodoRefusal.refuseIf(!boundary.find(), 400, "not a multipart form");
        MultipartForm form = new MultipartForm();
        // One character for each byte, so that offsets in the text are offsets in the body.
        String body = new String(request.body(), ISO_8859_1);
        String mark = "--" + boundary.group(1);
        int start = body.indexOf(mark);
        while (start >= 0 && !body.startsWith("--", start + mark.length())) {
            int end = body.indexOf("\r\n" + mark, start);
            KodoRefusal.refuseIf(end < 0, 400, "the multipart form has no end");
            form.add(body.substring(start + mark.length(), end));
            start = end + 2;
        }
        KodoRefusal.refuseIf(start < 0, 400, "the multipart form has no end");
        return form;
    }

    private void add(String part) {
        int blank = part.indexOf("\r\n\r\n");
        KodoRefusal.refuseIf(blank < 0, 400, "a part of the form has no head");
        String head = part.substring(0, blank);
        Matcher name = NAME.matcher(head);
        KodoRefusal.refuseIf(!name.find(), 400, "a part of the form has no name");
        Matcher type = TYPE.matcher(head);
        byte[] bytes = part.substring(blank + 4).getBytes(ISO_8859_1);
        fields.put(name.group(1), new Field(bytes, type.find() ? type.group(1).trim() : ""));
    }

    Map<String, Field> fields() {
        return fields;
    }

    Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    Optional<String> text(String name) {
        return field(name).map(field -> new String(field.bytes(), UTF_8));
    }
}
