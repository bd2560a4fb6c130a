package io.serai.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What OpenAI checks about the parameters of a chat request, before it looks at the messages. */
final class ChatCheck {
    private static final Set<String> KNOWN = Set.of(
            "audio",
            "frequency_penalty",
            "function_call",
            "functions",
            "logit_bias",
            "logprobs",
            "max_completion_tokens",
            "max_tokens",
            "messages",
            "metadata",
            "modalities",
            "model",
            "moderation",
            "n",
            "parallel_tool_calls",
            "prediction",
            "presence_penalty",
            "prompt_cache_key",
            "prompt_cache_options",
            "prompt_cache_retention",
            "reasoning_effort",
            "response_format",
            "safety_identifier",
            "seed",
            "service_tier",
            "stop",
            "store",
            "stream",
            "stream_options",
            "temperature",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "user",
            "verbosity",
            "web_search_options");
    private static final Pattern REASONING = Pattern.compile("o\\d.*|gpt-5(-mini|-nano)?(-\\d{4}-.*)?");

    private ChatCheck() {}

    static void parameters(ObjectNode body) {
        var check = new Check(body);
        check.onlyKnown(KNOWN);
        String model = check.text("model", 256);
        check.decimal("temperature", 0, 2, 1);
        check.decimal("top_p", 0, 1, 1);
        check.decimal("frequency_penalty", -2, 2, 0);
        check.decimal("presence_penalty", -2, 2, 0);
        check.integer("n", 1, 128, 1);
        check.integer("max_tokens", 1, Integer.MAX_VALUE, 0);
        check.integer("max_completion_tokens", 1, Integer.MAX_VALUE, 0);
        check.integer("top_logprobs", 0, 20, 0);
        check.bool("logprobs");
        check.bool("store");
        stream(check);
        stop(check);
        metadata(check);
        if (REASONING.matcher(model).matches()) {
            reasoning(body);
        }
    }

    private static void stream(Check check) {
        if (!check.bool("stream") && Json.has(check.body(), "stream_options")) {
            throw ApiError.invalid(
                    "stream_options", null, "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
        }
    }

    private static void stop(Check check) {
        var stop = check.body().path("stop");
        if (stop.isMissingNode() || stop.isNull() || stop.isTextual()) {
            return;
        }
        if (!stop.isArray()) {
            throw Check.wrongType("stop", "a string or an array of strings", stop);
        }
        if (stop.size() > 4) {
            throw ApiError.invalid(
                    "stop",
                    "array_above_max_length",
                    "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with"
                            + " length " + stop.size() + " instead.");
        }
        stop.forEach(s -> {
            if (!s.isTextual()) {
                throw Check.wrongType("stop", "an array of strings", s);
            }
        });
    }

    private static void metadata(Check check) {
        var metadata = check.body().path("metadata");
        if (metadata.size() > 16) {
            throw ApiError.invalid(
                    "metadata",
                    "object_above_max_properties",
                    "Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got "
                            + metadata.size() + " instead.");
        }
    }

    private static void reasoning(ObjectNode body) {
        if (Json.has(body, "max_tokens")) {
            throw ApiError.invalid(
                    "max_tokens",
                    "unsupported_parameter",
                    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens'"
                            + " instead.");
        }
        for (String field : List.of("temperature", "top_p")) {
            if (Json.has(body, field) && body.path(field).asDouble() != 1) {
                throw ApiError.invalid(
                        field,
                        "unsupported_value",
                        "Unsupported value: '" + field + "' does not support "
                                + body.path(field).asText()
                                + " with this model. Only the default (1) value is supported.");
            }
        }
    }
}
