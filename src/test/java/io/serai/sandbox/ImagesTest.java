package io.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.testing.OpenAiSchemas;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Base64;
import java.util.HashSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest extends SandboxTest {
    private static final String PATH = "/images/generations";

    @ParameterizedTest
    @ValueSource(strings = {"1024x1024", "1536x1024", "1024x1536"})
    void a_gpt_image_reply_fits_the_published_schema_and_decodes(String size) throws IOException {
        String request =
                json("{'model':'gpt-image-2','prompt':'A camel at a well','quality':'high','size':'" + size + "'}");
        assertThat(OpenAiSchemas.validate("CreateImageRequest", request)).isEmpty();

        var got = client.post(PATH, request);

        assertThat(got.status()).isEqualTo(200);
        assertThat(OpenAiSchemas.validate("ImagesResponse", got.json())).isEmpty();
        var image = decode(png(got.json()));
        assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo(size);
        var usage = got.json().path("usage");
        assertThat(usage.path("total_tokens").asInt())
                .isEqualTo(usage.path("input_tokens").asInt()
                        + usage.path("output_tokens").asInt());
        assertThat(usage.path("output_tokens").asInt()).isGreaterThanOrEqualTo(4160);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x1", "7x300", "256x256", "1792x1024", "2048x2048"})
    void any_size_up_to_2048_is_drawn(String size) throws IOException {
        var got = client.post(
                PATH, json("{'model':'other','prompt':'骆驼','response_format':'b64_json','size':'" + size + "'}"));

        var image = decode(png(got.json()));

        assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo(size);
    }

    @Test
    void the_picture_follows_the_prompt_and_nothing_else() throws IOException {
        var camel = draw("camel");

        assertThat(draw("camel")).isEqualTo(camel);
        assertThat(draw("horse")).isNotEqualTo(camel);
    }

    @Test
    void a_picture_has_many_colours_and_a_label_in_its_own() throws IOException {
        var image = decode(draw("camel"));

        var colours = new HashSet<Integer>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }

        assertThat(colours).hasSizeGreaterThan(50);
        // The S of SANDBOX, at scale 1: its top row has no dot at the left and four to the right.
        int top = 256 - 24 + 3;
        assertThat(image.getRGB(4, top)).isNotEqualTo(image.getRGB(5, top));
        assertThat(image.getRGB(5, top)).isEqualTo(image.getRGB(8, top)).isEqualTo(image.getRGB(4, top + 1));
    }

    @Test
    void dall_e_3_answers_a_link_that_the_sandbox_serves_without_a_key() throws IOException {
        var got = client.post(PATH, json("{'model':'dall-e-3','prompt':'A camel, 骆驼!','size':'64x32','quality':'hd'}"));
        assertThat(OpenAiSchemas.validate("ImagesResponse", got.json())).isEmpty();

        var url = URI.create(got.json().at("/data/0/url").asText());
        var picture = client.send(HttpRequest.newBuilder(url).build());

        assertThat(url.getHost()).isEqualTo("127.0.0.1");
        assertThat(picture.header("content-type")).isEqualTo("image/png");
        assertThat(picture.header("x-serai-sandbox")).isEqualTo("true");
        assertThat(decode(picture.bytes()).getWidth()).isEqualTo(64);
        assertThat(got.json().at("/data/0/revised_prompt").asText()).startsWith("[sandbox]");
        var gone = client.send(HttpRequest.newBuilder(url.resolve("other.png")).build());
        assertThat(gone.status()).isEqualTo(404);
    }

    @Test
    void several_pictures_differ() throws IOException {
        var data = client.post(PATH, json("{'model':'gpt-image-2','prompt':'camel','n':2,'size':'64x64'}"))
                .json()
                .path("data");

        assertThat(data).hasSize(2);
        assertThat(data.path(0)).isNotEqualTo(data.path(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            gpt-image-2 | response_format    | 'response_format':'b64_json'      | unknown_parameter
            gpt-image-2 | quality            | 'quality':'standard'              | invalid_value
            gpt-image-2 | quality            | 'quality':3                       | invalid_type
            gpt-image-2 | output_format      | 'output_format':'webp'            | invalid_value
            gpt-image-2 | stream             | 'stream':true                     | unsupported_value
            gpt-image-2 | n                  | 'n':11                            | integer_above_max_value
            gpt-image-2 | foo                | 'foo':1                           | unknown_parameter
            dall-e-3    | quality            | 'quality':'high'                  | invalid_value
            dall-e-3    | n                  | 'n':2                             | integer_above_max_value
            dall-e-3    | output_format      | 'output_format':'png'             | unknown_parameter
            dall-e-3    | response_format    | 'response_format':'gif'           | invalid_value
            dall-e-2    | quality            | 'quality':'hd'                    | invalid_value
            other       | size               | 'size':'2049x10'                  | invalid_value
            other       | size               | 'size':'big'                      | invalid_value
            other       | size               | 'size':'0x10'                     | invalid_value
            """)
    void what_a_model_does_not_take_is_named(String model, String param, String option, String code)
            throws IOException {
        var got = client.post(PATH, json("{'model':'" + model + "','prompt':'camel'," + option + "}"));

        RefusalTest.refused(got, 400, param, code);
    }

    @Test
    void a_prompt_must_be_there_and_fit_the_model() throws IOException {
        String tooLong = "a".repeat(4001);

        RefusalTest.refused(client.post(PATH, "{}"), 400, "prompt", "missing_required_parameter");
        RefusalTest.refused(
                client.post(PATH, json("{'model':'dall-e-3','prompt':'" + tooLong + "'}")),
                400,
                "prompt",
                "string_above_max_length");
    }

    private byte[] draw(String prompt) throws IOException {
        return png(client.post(PATH, json("{'model':'gpt-image-2','size':'256x256','prompt':'" + prompt + "'}"))
                .json());
    }

    private static byte[] png(JsonNode reply) {
        return Base64.getDecoder().decode(reply.at("/data/0/b64_json").asText());
    }

    private static BufferedImage decode(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
