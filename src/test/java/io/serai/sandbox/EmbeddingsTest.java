package io.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.testing.OpenAiSchemas;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingsTest extends SandboxTest {
    private static final String PATH = "/embeddings";

    @Test
    void a_reply_fits_the_published_schema() throws IOException {
        String request = json("{'model':'text-embedding-3-small','input':['a camel','骆驼']}");
        assertThat(OpenAiSchemas.validate("CreateEmbeddingRequest", request)).isEmpty();

        var got = client.post(PATH, request).json();

        assertThat(OpenAiSchemas.validate("CreateEmbeddingResponse", got)).isEmpty();
        assertThat(got.path("data")).hasSize(2);
        assertThat(got.at("/data/0/embedding")).hasSize(1536);
        assertThat(got.at("/data/1/index").asInt()).isEqualTo(1);
        assertThat(got.at("/usage/prompt_tokens").asInt()).isEqualTo(4);
    }

    @Test
    void base64_holds_the_same_numbers() throws IOException {
        var numbers = embed("a camel", "'dimensions':8");
        var text = embed("a camel", "'dimensions':8,'encoding_format':'base64'");

        var floats = ByteBuffer.wrap(Base64.getDecoder().decode(text.asText()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();

        assertThat(floats.remaining()).isEqualTo(8);
        for (int i = 0; i < 8; i++) {
            assertThat(floats.get(i)).isEqualTo(numbers.path(i).floatValue());
        }
    }

    @Test
    void texts_that_share_words_lie_nearer() throws IOException {
        var camel = embed("the camel drinks water", "'user':'u'");

        double near = dot(camel, embed("the camel drinks tea", "'user':'u'"));
        double far = dot(camel, embed("stock prices fell sharply", "'user':'u'"));

        assertThat(dot(camel, camel)).isCloseTo(1, within(1e-5));
        assertThat(near).isGreaterThan(0.5).isGreaterThan(far + 0.3);
    }

    @Test
    void token_numbers_are_input_too() throws IOException {
        assertThat(client.post(PATH, json("{'model':'m','input':[1,2,3]}"))
                        .json()
                        .path("data"))
                .hasSize(1);
        assertThat(client.post(PATH, json("{'model':'m','input':[[1,2],[3]]}"))
                        .json()
                        .path("data"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            model           | {'input':'x'}                                             | missing_required_parameter
            input           | {'model':'m'}                                             | missing_required_parameter
            input           | {'model':'m','input':''}                                  | ""
            input           | {'model':'m','input':[]}                                  | ""
            input           | {'model':'m','input':3}                                   | invalid_type
            input           | {'model':'m','input':[1,'x']}                             | invalid_type
            dimensions      | {'model':'m','input':'x','dimensions':0}                  | integer_below_min_value
            dimensions      | {'model':'m','input':'x','dimensions':1537}               | integer_above_max_value
            encoding_format | {'model':'m','input':'x','encoding_format':'hex'}         | invalid_value
            foo             | {'model':'m','input':'x','foo':1}                         | unknown_parameter
            """)
    void a_bad_request_is_named(String param, String body, String code) throws IOException {
        RefusalTest.refused(client.post(PATH, json(body)), 400, param, code);
    }

    @Test
    void too_long_and_too_many_inputs_are_refused() throws IOException {
        String many = "1,".repeat(8192) + "1";
        String texts = "[1],".repeat(2048) + "[1]";

        RefusalTest.refused(client.post(PATH, json("{'model':'m','input':[" + many + "]}")), 400, "input", "");
        RefusalTest.refused(client.post(PATH, json("{'model':'m','input':[" + texts + "]}")), 400, "input", "");
    }

    private JsonNode embed(String text, String options) throws IOException {
        return client.post(PATH, json("{'model':'m','input':'" + text + "'," + options + "}"))
                .json()
                .at("/data/0/embedding");
    }

    private static double dot(JsonNode a, JsonNode b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.path(i).asDouble() * b.path(i).asDouble();
        }
        return sum;
    }
}
