package io.serai.door;

import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.llm.ModelCatalog;
import io.serai.llm.ModelCatalog.Model;
import io.serai.retry.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** {@code GET /v1/models} and {@code /v1/models/ID}: what the caller may name as a model. */
final class OpenAiModels implements Processor {
    private static final String PATH = "/v1/models";

    private final AccessKeys keys;

    OpenAiModels(AccessKeys keys) {
        this.keys = keys;
    }

    @Override
    public void process(Exchange exchange) {
        RestCall call = RestCall.of(exchange);
        String id = call.path().length() > PATH.length() + 1 ? call.below(PATH + "/") : "";
        List<Model> models = models(exchange);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        if (id.isEmpty()) {
            RestReply.json(
                    message,
                    200,
                    map(
                            "object",
                            "list",
                            "data",
                            models.stream().map(OpenAiModels::json).toList()));
        } else {
            Model found = models.stream()
                    .filter(model -> model.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> unknown(id));
            RestReply.json(message, 200, json(found));
        }
    }

    private List<Model> models(Exchange exchange) {
        ModelCatalog catalog =
                exchange.getContext().getRegistry().lookupByNameAndType(ModelCatalog.NAME, ModelCatalog.class);
        Optional<AccessKey> key = keys.named(exchange.getProperty(Call.TENANT, "", String.class));
        return catalog.models().stream()
                .filter(model -> key.map(k -> k.allowsModel(model.id())).orElse(true))
                .toList();
    }

    private static Map<String, Object> json(Model model) {
        return map("id", model.id(), "object", "model", "created", model.created(), "owned_by", model.ownedBy());
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }

    private static InvalidRequestException unknown(String id) {
        return new InvalidRequestException(
                "model: '" + id + "' does not exist; GET /v1/models lists what does",
                ErrorDetail.of("models").answered(404, null, null).because("model_not_found", "model"));
    }
}
