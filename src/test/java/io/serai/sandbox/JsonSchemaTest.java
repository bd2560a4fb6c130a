package io.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest extends SandboxTest {
    private static final String SCENES = "{'type':'object','additionalProperties':false,'required':['title','scenes'],"
            + "'properties':{'title':{'type':'string'},'scenes':{'type':'array','items':{'type':'object',"
            + "'additionalProperties':false,'required':['number','text','prompt'],'properties':{"
            + "'number':{'type':'integer'},'text':{'type':'string'},'prompt':{'type':'string'}}}}}}";
    private static final String STORY = "A camel walks alone. It finds a well! The water is sweet. Night falls.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type':'object','properties':{}}",
                "{'type':'object','required':['a','b'],'properties':{'a':{'type':'string'}}}",
                "{'type':'object','properties':{'c':{'enum':['red','green']},'d':{'const':7},'e':{'type':'boolean'},'f':{'type':'null'}}}",
                "{'type':'object','properties':{'a':{'type':'array','minItems':6,'items':{'type':'string'}}}}",
                "{'type':'object','properties':{'a':{'type':'array','maxItems':2,'items':{'type':'number'}}}}",
                "{'type':'object','properties':{'a':{'type':'array','maxItems':0,'items':{'type':'number'}}}}",
                "{'type':'object','properties':{'a':{'type':'array','uniqueItems':true,'items':{'enum':[1,2]}}}}",
                "{'type':'object','properties':{'a':{'type':'array','prefixItems':[{'type':'string'},{'type':'integer'}],'items':false}}}",
                "{'type':'object','properties':{'i':{'type':'integer','minimum':10,'maximum':20}}}",
                "{'type':'object','properties':{'i':{'type':'integer','exclusiveMinimum':3,'exclusiveMaximum':5}}}",
                "{'type':'object','properties':{'i':{'type':'integer','maximum':-3},'j':{'type':'integer','multipleOf':7}}}",
                "{'type':'object','properties':{'i':{'type':'number','exclusiveMinimum':0,'maximum':0.5}}}",
                "{'type':'object','properties':{'i':{'type':'number','minimum':0,'maximum':1}}}",
                "{'type':'object','properties':{'s':{'type':'string','minLength':300},'t':{'type':'string','maxLength':5}}}",
                "{'type':'object','properties':{'s':{'type':'string','pattern':'^[A-Z]{2}-\\\\d{4}$'}}}",
                "{'type':'object','properties':{'s':{'type':'string','pattern':'^(north|south)_[a-f0-9]+(?:\\\\.x)?$'}}}",
                "{'type':'object','properties':{'s':{'type':'string','pattern':'^[^\\\\s]{3,5}$','minLength':4}}}",
                "{'type':'object','properties':{'a':{'type':'string','format':'date-time'},'b':{'type':'string','format':'email'},'c':{'type':'string','format':'uuid'},'d':{'type':'string','format':'uri'},'e':{'type':'string','format':'date'},'f':{'type':'string','format':'time'},'g':{'type':'string','format':'ipv4'},'h':{'type':'string','format':'ipv6'},'i':{'type':'string','format':'hostname'},'j':{'type':'string','format':'duration'}}}",
                "{'type':'object','properties':{'a':{'type':['string','null']},'b':{'anyOf':[{'type':'null'},{'type':'integer'}]}}}",
                "{'type':'object','properties':{'a':{'oneOf':[{'type':'object','required':['k'],'properties':{'k':{'const':'x'}}},{'type':'string'}]}}}",
                "{'type':'object','properties':{'a':{'oneOf':[{'type':'string'},{'type':'string','minLength':1},{'type':'integer'}]}}}",
                "{'allOf':[{'type':'object','properties':{'a':{'type':'integer','minimum':3}}},{'required':['a','b'],'properties':{'a':{'maximum':9},'b':{'type':'string'}}}]}",
                "{'type':'object','properties':{'a':{'$ref':'#/$defs/p'}},'$defs':{'p':{'type':'object','required':['q'],'properties':{'q':{'$ref':'#/$defs/r'}}},'r':{'type':'integer'}}}",
                "{'type':'object','properties':{'a':{'$ref':'#pt'}},'$defs':{'p':{'$anchor':'pt','type':'integer'}}}",
                "{'type':'object','required':['v'],'properties':{'v':{'type':'integer'},'next':{'anyOf':[{'$ref':'#'},{'type':'null'}]}}}",
                "{'type':'object','required':['v','kids'],'properties':{'v':{'type':'string'},'kids':{'type':'array','items':{'$ref':'#'}}}}",
                "{'type':'object','minProperties':3,'additionalProperties':{'type':'integer'}}",
                "{'$schema':'https://json-schema.org/draft/2020-12/schema','$id':'https://example.com/x','type':'object','properties':{'a':{'type':'string'}}}",
                "{'type':'array','items':{'type':'string'},'minItems':2}"
            })
    void an_instance_is_valid_for_its_schema(String singleQuoted) throws IOException {
        var schema = (ObjectNode) Json.MAPPER.readTree(json(singleQuoted));

        var instance = ask(schema, STORY);

        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(schema, config)
                        .validate(instance))
                .isEmpty();
    }

    @Test
    void a_story_is_cut_into_scenes_of_its_own_sentences() throws IOException {
        var scenes =
                ask(json(SCENES), "Cut this story into scenes:\n\n" + STORY).path("scenes");

        assertThat(scenes.findValuesAsText("text"))
                .containsExactly("A camel walks alone.", "It finds a well!", "The water is sweet.", "Night falls.");
        assertThat(scenes.findValuesAsText("prompt")).isEqualTo(scenes.findValuesAsText("text"));
        assertThat(scenes.findValuesAsText("number")).containsExactly("1", "2", "3", "4");
    }

    @Test
    void a_longer_story_is_shared_out_whole_and_in_order() throws IOException {
        String story = "一。二！三？四。五。“六。”七。";

        var scenes = ask(json(SCENES), "把故事分成场景：\n" + story).path("scenes");

        assertThat(String.join("", scenes.findValuesAsText("text"))).isEqualTo(story);
        assertThat(scenes).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "1, 1", "3, 3", "9, 4"})
    void the_number_of_items_follows_the_sentences(int max, int expected) throws IOException {
        var schema = (ObjectNode) Json.MAPPER.readTree(json(SCENES));
        if (max > 0) {
            ((ObjectNode) schema.at("/properties/scenes")).put("maxItems", max);
        }

        assertThat(ask(schema, STORY).path("scenes")).hasSize(expected);
    }

    @Test
    void a_schema_in_the_prompt_is_used_in_json_mode() throws IOException {
        for (String layout : new String[] {"%s\n\nJSON Schema:\n%s", "JSON Schema:\n```json\n%2$s\n```\n%1$s"}) {
            var body = Json.object().put("model", "m");
            body.putObject("response_format").put("type", "json_object");
            body.putArray("messages")
                    .addObject()
                    .put("role", "user")
                    .put("content", layout.formatted(STORY, json(SCENES)));

            var answer = content(client.post("/chat/completions", body.toString()));

            assertThat(answer.path("scenes").findValuesAsText("text"))
                    .contains("A camel walks alone.", "Night falls.")
                    .hasSize(4);
        }
    }

    @Test
    void a_schema_that_nothing_fits_is_refused_rather_than_answered_wrongly() throws IOException {
        for (String schema : new String[] {
            "{'type':'object','properties':{'a':{'allOf':[{'type':'string'},{'type':'integer'}]}}}",
            "{'type':'object','properties':{'a':{'type':'array','minItems':30000,'items':{'type':'string'}}}}",
            "{'type':'object','properties':{'a':{'type':'string','minLength':1000000}}}",
            "{'type':'object','properties':{'a':{'$ref':'#/nowhere'}}}",
            "{'type':'object','properties':{'a':{'type':'string','pattern':'('}}}",
            "{'type':'object','not':{}}"
        }) {
            RefusalTest.refused(
                    client.post("/chat/completions", request(Json.MAPPER.readTree(json(schema)), STORY)),
                    400,
                    "response_format",
                    "invalid_json_schema");
        }
    }

    @Test
    void references_that_double_at_each_step_are_refused_in_time() throws IOException {
        var schema = Json.object().put("$ref", "#/$defs/d0");
        var defs = schema.putObject("$defs");
        for (int i = 0; i < 40; i++) {
            var next = Json.object().put("$ref", "#/$defs/d" + (i + 1));
            defs.putObject("d" + i).putArray("allOf").add(next).add(next.deepCopy());
        }
        defs.putObject("d40");

        var got = client.post("/chat/completions", request(schema, STORY));

        RefusalTest.refused(got, 400, "response_format", "invalid_json_schema");
    }

    @Test
    void a_strict_schema_that_keeps_the_rules_is_answered() throws IOException {
        var body = (ObjectNode) Json.MAPPER.readTree(request(Json.MAPPER.readTree(json(SCENES)), STORY));
        ((ObjectNode) body.at("/response_format/json_schema")).put("strict", true);

        assertThat(client.post("/chat/completions", body.toString()).status()).isEqualTo(200);
    }

    private JsonNode ask(String schema, String prompt) throws IOException {
        return ask(Json.MAPPER.readTree(schema), prompt);
    }

    private JsonNode ask(JsonNode schema, String prompt) throws IOException {
        return content(client.post("/chat/completions", request(schema, prompt)));
    }

    private static JsonNode content(Client.Got got) throws IOException {
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        return Json.MAPPER.readTree(got.json().at("/choices/0/message/content").asText());
    }

    private static String request(JsonNode schema, String prompt) {
        var body = Json.object().put("model", "m");
        body.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", "answer")
                .set("schema", schema);
        body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        return body.toString();
    }
}
