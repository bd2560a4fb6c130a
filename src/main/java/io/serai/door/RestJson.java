package io.serai.door;

import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.json.Json;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Makes a JSON body a map. Only {@code application/json}: a web page cannot send that here without being asked first. */
final class RestJson {
    private static final Pattern JSON = Pattern.compile("(?i)application/json\\s*(;.*)?");

    private RestJson() {}

    static void read(Exchange exchange) {
        requireJson(RestCall.of(exchange).contentType());
        byte[] body = exchange.getIn().getBody(byte[].class);
        if (body == null || body.length == 0) {
            throw InvalidRequestException.field("rest", "body", "is empty; send a JSON object");
        }
        try {
            exchange.getIn().setBody(Json.readObject(Json.utf8(body)));
        } catch (IOException e) {
            throw InvalidRequestException.field("rest", "body", "is not JSON: " + Json.problem(e));
        }
    }

    private static void requireJson(@Nullable String contentType) {
        if (contentType == null || !JSON.matcher(contentType).matches()) {
            throw new InvalidRequestException(
                    "content-type: must be application/json",
                    ErrorDetail.of("rest").answered(415, null, null).because("unsupported_media_type", "content-type"));
        }
    }
}
