package io.serai.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.Operation;
import io.serai.testing.OpenAiReplies;
import io.serai.testing.OpenCall;
import java.io.ByteArrayInputStream;
import org.apache.camel.Exchange;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the bytes of an upstream's answer to the reply: read, checked, its usage counted. */
@State(Scope.Thread)
public class ReplyBenchmark {
    private final byte[] answer =
            OpenAiReplies.chat("Camels store fat in their humps.").getBytes(UTF_8);
    private final ChatWire wire =
            new ChatWire(OpenCall.upstreams().chain("gpt-4o-mini").get(0).upstream());
    private final Exchange exchange = OpenCall.of(Operation.LLM_CHAT, "gpt-4o-mini");

    @Benchmark
    public Object checkedReplyOfAChat() {
        exchange.getMessage().setBody(new ByteArrayInputStream(answer));
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        wire.decode(exchange);
        return exchange.getMessage().getBody();
    }
}
