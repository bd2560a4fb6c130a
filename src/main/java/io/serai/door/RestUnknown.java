package io.serai.door;

import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.http.HttpCall;
import java.util.Set;
import org.apache.camel.Exchange;

/** Answers requests that no route of the REST door takes: 404, or 405 for a known path with another method. */
final class RestUnknown {
    private RestUnknown() {}

    static void refuse(Exchange exchange) {
        Set<String> allowed = HttpCall.of(exchange).allowed();
        throw new InvalidRequestException(
                allowed.isEmpty()
                        ? "path: there is nothing here; see /openapi.yaml for what there is"
                        : "path: does not take " + RestCall.of(exchange).method() + " but " + String.join(", ", allowed)
                                + "; see /openapi.yaml",
                ErrorDetail.of("rest")
                        .answered(allowed.isEmpty() ? 404 : 405, null, null)
                        .because(allowed.isEmpty() ? "not_found" : "method_not_allowed", "path"));
    }
}
