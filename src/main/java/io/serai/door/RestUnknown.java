package io.serai.door;

import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import java.util.Set;
import org.apache.camel.Exchange;

/** Answers requests that no route of the REST door takes: 404, or 405 for a known path with another method. */
final class RestUnknown {
    private static final Set<String> POST = Set.of("/llm/chat", "/llm/json", "/image", "/tts");

    private RestUnknown() {}

    static void refuse(Exchange exchange) {
        RestCall call = RestCall.of(exchange);
        boolean known = POST.contains(call.path())
                || call.path().startsWith("/storage/")
                || call.path().startsWith("/cache/")
                || call.path().equals("/openapi.yaml");
        throw new InvalidRequestException(
                known
                        ? "path: does not take " + call.method() + "; see /openapi.yaml"
                        : "path: there is nothing here; see /openapi.yaml for what there is",
                ErrorDetail.of("rest")
                        .answered(known ? 405 : 404, null, null)
                        .because(known ? "method_not_allowed" : "not_found", "path"));
    }
}
