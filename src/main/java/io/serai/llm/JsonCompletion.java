package io.serai.llm;

import io.serai.error.ErrorDetail;
import io.serai.error.InvalidReplyException;
import io.serai.meter.Usage;
import io.serai.retry.Call;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The state of one {@code llm-json} call between its first question and, at most, one correction. */
final class JsonCompletion {
    private static final String PROPERTY = "SeraiJsonCompletion";

    private final ChatRequest asked;
    private final JsonCheck check;
    private @Nullable String problem;
    private String reply = "";
    private @Nullable Usage usage;

    private JsonCompletion(ChatRequest asked, JsonCheck check) {
        this.asked = asked;
        this.check = check;
    }

    /** Body in: {@link JsonRequest}; out: the chat to send. */
    static void ask(Exchange exchange) {
        JsonRequest request = exchange.getIn().getBody(JsonRequest.class);
        JsonCompletion completion = new JsonCompletion(JsonPrompt.ask(request), JsonCheck.against(request.schema()));
        exchange.setProperty(PROPERTY, completion);
        exchange.getIn().setBody(completion.asked);
    }

    /** Body in: {@link ChatReply}; out: {@link JsonReply} when it fits, else it is kept for the correction. */
    static void check(Exchange exchange) {
        of(exchange).accept(exchange);
    }

    static boolean needsCorrection(Exchange exchange) {
        return of(exchange).problem != null;
    }

    /** Out: the chat that says what was wrong. */
    static void correct(Exchange exchange) {
        JsonCompletion completion = of(exchange);
        Call.of(exchange).nextStep(exchange);
        exchange.getIn()
                .setBody(JsonPrompt.correct(completion.asked, completion.reply, String.valueOf(completion.problem)));
    }

    /** Like {@link #check}, but a second misfit is the end. */
    static void checkAgain(Exchange exchange) {
        JsonCompletion completion = of(exchange);
        completion.accept(exchange);
        if (completion.problem != null) {
            ErrorDetail detail = Call.of(exchange).detail().because("invalid_reply", null);
            throw new InvalidReplyException(
                    "the model answered twice, and neither reply is the JSON asked for: " + completion.problem
                            + ". Simplify the schema or use another model.",
                    detail,
                    completion.reply,
                    null);
        }
    }

    private void accept(Exchange exchange) {
        ChatReply chat = exchange.getIn().getBody(ChatReply.class);
        Usage used = chat.receipt().usage();
        usage = usage == null || used == null ? used : usage.plus(used);
        reply = chat.text();
        try {
            if (chat.finishReason().equals("length")) {
                throw new JsonCheck.Mismatch("it was cut at the token limit; be shorter");
            }
            exchange.getIn()
                    .setBody(new JsonReply(check.read(reply), Call.of(exchange).receipt(usage)));
            problem = null;
        } catch (JsonCheck.Mismatch e) {
            problem = e.getMessage();
        }
    }

    private static JsonCompletion of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, JsonCompletion.class);
    }
}
