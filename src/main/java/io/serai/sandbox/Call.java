package io.serai.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One request as an endpoint sees it.
 *
 * @param path the decoded path, such as {@code /v1/models/gpt-4o-mini}
 * @param body the JSON object that was posted; empty for GET
 */
record Call(String path, ObjectNode body) {

    String model() {
        return body.path("model").asText("");
    }

    boolean filtered() {
        return Fault.of(model()) == Fault.FILTER;
    }
}
