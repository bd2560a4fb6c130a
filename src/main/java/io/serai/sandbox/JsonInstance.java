package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A JSON value that fits a schema, its strings taken from the prompt. */
final class JsonInstance {
    private static final int ATTEMPTS = 6;

    private JsonInstance() {}

    /**
     * Answers an instance that the validator accepts.
     *
     * @throws ApiError 400 when the schema is broken, reaches outside itself, or is beyond what the sandbox can make up
     */
    static JsonNode of(JsonNode schema, Prose prose) {
        if (!(schema instanceof ObjectNode root)) {
            throw refused("the schema is not an object");
        }
        String problem = "";
        // Each attempt takes other branches of anyOf and oneOf, for the first ones may exclude each other.
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var instance = new JsonMaker(new SchemaView(root, attempt)).make(root, prose, 0);
            problem = SchemaCheck.firstProblem(root, instance);
            if (problem.isEmpty()) {
                return instance;
            }
        }
        throw refused(problem);
    }

    static ApiError refused(String why) {
        return ApiError.invalid(
                "response_format",
                "invalid_json_schema",
                "The sandbox cannot make a value for this JSON schema: " + Tokens.start(why, 300));
    }
}
