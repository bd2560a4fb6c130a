package io.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.testing.OpenAiSchemas;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ModelsTest extends SandboxTest {

    @Test
    void the_list_fits_the_published_schema_and_names_the_faults() throws IOException {
        var got = client.get("/models");

        assertThat(OpenAiSchemas.validate("ListModelsResponse", got.json())).isEmpty();
        assertThat(got.json().path("data").findValuesAsText("id"))
                .contains("gpt-4o-mini", "sandbox-429", "sandbox-quota", "sandbox-500", "sandbox-slow", "sandbox-cut");
        assertThat(got.json().path("data").findValuesAsText("owned_by")).containsOnly("sandbox");
    }

    @Test
    void one_model_is_found_by_name() throws IOException {
        var got = client.get("/models/gpt-4o-mini");

        assertThat(OpenAiSchemas.validate("Model", got.json())).isEmpty();
        assertThat(got.json().path("id").asText()).isEqualTo("gpt-4o-mini");
    }

    @Test
    void an_unknown_model_is_a_404() throws IOException {
        RefusalTest.refused(client.get("/models/nope"), 404, "model", "model_not_found");
    }
}
