package io.serai.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.config.Upstream;
import io.serai.json.Json;
import io.serai.llm.EmbedReply;
import io.serai.llm.EmbedRequest;
import io.serai.meter.Order;
import io.serai.retry.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** {@code POST /embeddings}: {@link EmbedRequest} to JSON, and the JSON reply to {@link EmbedReply}. */
final class EmbedWire {
    private final Upstream upstream;

    EmbedWire(Upstream upstream) {
        this.upstream = upstream;
    }

    void encode(Exchange exchange) {
        EmbedRequest request = exchange.getMessage().getBody(EmbedRequest.class);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", Call.of(exchange).target().model());
        json.put("input", request.input());
        json.putAll(request.options());
        Call.of(exchange).bill().order(Order.embedding(String.valueOf(request.input())));
        OpenAiExchange.request(exchange, upstream, json);
    }

    void decode(Exchange exchange) {
        byte[] raw = OpenAiExchange.reply(exchange);
        JsonNode reply = OpenAiExchange.json(exchange, raw);
        List<Map<String, Object>> data = new ArrayList<>();
        for (JsonNode item : reply.path("data")) {
            if (!item.hasNonNull("embedding")) {
                throw OpenAiExchange.broken(exchange, "the reply has no data[" + data.size() + "].embedding", null);
            }
            data.add(Json.object(item));
        }
        if (data.isEmpty()) {
            throw OpenAiExchange.broken(exchange, "the reply has no data[0]", null);
        }
        exchange.getMessage()
                .setBody(new EmbedReply(data, Call.of(exchange).receipt(OpenAiExchange.usage(reply)), raw));
    }
}
