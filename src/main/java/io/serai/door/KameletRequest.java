package io.serai.door;

import io.serai.error.InvalidRequestException;
import io.serai.json.Json;
import io.serai.meter.Reply;
import io.serai.storage.Content;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Makes the message body the request of an operation, in the kamelets {@code serai-*-action}: the body becomes one field, the
 * kamelet's properties the others. A body that is a map has fields of its own, which win. Configured by the kamelet.
 */
public final class KameletRequest implements Processor {
    /** What {@link KameletReply} gives back where an operation leaves the body as it is. */
    static final String BODY = "SeraiKameletBody";

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, String> numbers = new LinkedHashMap<>();
    private final Map<String, String> objects = new LinkedHashMap<>();
    private final Map<String, String> expressions = new LinkedHashMap<>();
    private String operation = "";
    private @Nullable String bodyField;

    public void setOperation(String operation) {
        this.operation = operation;
    }

    /** The field that the message body becomes; none when the operation needs no body. */
    public void setBodyField(String bodyField) {
        this.bodyField = bodyField;
    }

    public Map<String, String> getTexts() {
        return texts;
    }

    public Map<String, String> getNumbers() {
        return numbers;
    }

    /** Fields whose values are JSON objects, as text. */
    public Map<String, String> getObjects() {
        return objects;
    }

    /** Fields whose values are expressions of Camel's simple language. */
    public Map<String, String> getExpressions() {
        return expressions;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        exchange.setProperty(BODY, body);
        Map<String, Object> request = new LinkedHashMap<>();
        texts.forEach((field, text) -> put(request, field, text));
        numbers.forEach((field, text) -> put(request, field, number(field, text)));
        objects.forEach((field, text) -> put(request, field, object(field, text)));
        expressions.forEach((field, text) -> put(request, field, evaluate(exchange, text)));
        if (bodyField != null && body instanceof Map<?, ?> given) {
            given.forEach((field, value) -> request.put(String.valueOf(field), value));
        } else if (bodyField != null) {
            put(request, bodyField, value(message, body));
        }
        message.setBody(request);
    }

    private @Nullable Object value(Message message, @Nullable Object body) {
        boolean bytes = bodyField != null && (bodyField.equals("content") || bodyField.equals("value"));
        if (body == null || body instanceof String || body instanceof byte[] || body instanceof Content) {
            return bytes || !(body instanceof byte[]) ? body : message.getBody(String.class);
        }
        // A reply that comes from an operation is used by its kamelet, which gives the plain value.
        if (body instanceof Reply) {
            throw wrong("body", "is the reply of another operation; use its kamelet, or set the body to what you need");
        }
        return bytes ? message.getBody(byte[].class) : message.getBody(String.class);
    }

    /** A property that the kamelet's user left out is empty. */
    private static void put(Map<String, Object> request, String field, @Nullable Object value) {
        if (value != null && !value.equals("")) {
            request.put(field, value);
        }
    }

    private @Nullable Object number(String field, String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            return number.stripTrailingZeros().scale() <= 0 ? (Object) number.longValueExact() : number.doubleValue();
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong(field, "'" + text + "' is not a number");
        }
    }

    private @Nullable Object object(String field, String text) {
        try {
            return text.isBlank() ? null : Json.readObject(text);
        } catch (IOException e) {
            throw wrong(field, "is not a JSON object (" + Json.problem(e) + ")");
        }
    }

    private static String evaluate(Exchange exchange, String text) {
        return exchange.getContext()
                .resolveLanguage("simple")
                .createExpression(text)
                .evaluate(exchange, String.class);
    }

    private InvalidRequestException wrong(String field, String problem) {
        return InvalidRequestException.field(operation, field, problem);
    }
}
