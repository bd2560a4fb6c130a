package io.serai.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Vectors in which texts that share words lie near each other. The wire format is OpenAI's. */
final class EmbeddingsEndpoint implements Endpoint {
    private static final Set<String> KNOWN = Set.of("input", "model", "encoding_format", "dimensions", "user");

    @Override
    public Reply answer(Call call) {
        var check = new Check(call.body());
        check.onlyKnown(KNOWN);
        String model = check.text("model", 256);
        int whole = model.equals("text-embedding-3-large") ? 3072 : 1536;
        int size = check.integer("dimensions", 1, whole, whole);
        boolean base64 =
                check.oneOf("encoding_format", List.of("float", "base64")).equals("base64");
        var input = EmbeddingInput.of(check);
        if (call.filtered()) {
            throw ApiError.invalid("input", "content_policy_violation", Fault.FILTER.model + " rejects all input.");
        }
        var reply = Json.object().put("object", "list").put("model", model);
        var data = reply.putArray("data");
        for (List<String> words : input.texts()) {
            var item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
            float[] vector = Embedding.of(words, size);
            if (base64) {
                item.put("embedding", Base64.getEncoder().encodeToString(littleEndian(vector)));
            } else {
                item.putPOJO("embedding", vector);
            }
        }
        reply.putObject("usage").put("prompt_tokens", input.tokens()).put("total_tokens", input.tokens());
        return Reply.json(reply);
    }

    private static byte[] littleEndian(float[] vector) {
        var bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }
}
