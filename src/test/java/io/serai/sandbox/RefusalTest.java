package io.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.testing.OpenAiSchemas;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest extends SandboxTest {
    private static final String HELLO = "'model':'m','messages':[{'role':'user','content':'x'}]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            temperature           | 'temperature':2.5                         | decimal_above_max_value
            temperature           | 'temperature':-1                          | decimal_below_min_value
            temperature           | 'temperature':'hot'                       | invalid_type
            top_p                 | 'top_p':1.1                               | decimal_above_max_value
            frequency_penalty     | 'frequency_penalty':3                     | decimal_above_max_value
            presence_penalty      | 'presence_penalty':-3                     | decimal_below_min_value
            n                     | 'n':0                                     | integer_below_min_value
            n                     | 'n':129                                   | integer_above_max_value
            n                     | 'n':1.5                                   | invalid_type
            max_tokens            | 'max_tokens':0                            | integer_below_min_value
            max_completion_tokens | 'max_completion_tokens':0                 | integer_below_min_value
            top_logprobs          | 'top_logprobs':21                         | integer_above_max_value
            stream                | 'stream':'yes'                            | invalid_type
            stream_options        | 'stream_options':{}                       | ""
            stop                  | 'stop':['a','b','c','d','e']              | array_above_max_length
            stop                  | 'stop':3                                  | invalid_type
            stop                  | 'stop':[3]                                | invalid_type
            foo                   | 'foo':null                                | unknown_parameter
            response_format       | 'response_format':3                       | invalid_type
            response_format.type  | 'response_format':{'type':'xml'}          | invalid_value
            messages              | 'response_format':{'type':'json_object'}  | ""
            response_format.json_schema      | 'response_format':{'type':'json_schema'} | missing_required_parameter
            response_format.json_schema.name | 'response_format':{'type':'json_schema','json_schema':{}} | missing_required_parameter
            response_format.json_schema.name | 'response_format':{'type':'json_schema','json_schema':{'name':'a b'}} | invalid_value
            response_format       | 'response_format':{'type':'json_schema','json_schema':{'name':'a','strict':true,'schema':{'type':'object','properties':{}}}} | ""
            response_format       | 'response_format':{'type':'json_schema','json_schema':{'name':'a','strict':true,'schema':{'type':'object','properties':{'b':{}},'additionalProperties':false}}} | ""
            response_format       | 'response_format':{'type':'json_schema','json_schema':{'name':'a','strict':true,'schema':{'type':'array'}}} | ""
            response_format       | 'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':{'$ref':'https://example.com/x'}}} | invalid_json_schema
            response_format       | 'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':{'$ref':'#'}}} | invalid_json_schema
            """)
    void a_bad_chat_option_is_named(String param, String option, String code) throws IOException {
        var got = client.post("/chat/completions", json("{" + HELLO + "," + option + "}"));

        refused(got, 400, param, code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            model                       | {'messages':[{'role':'user','content':'x'}]}          | missing_required_parameter
            model                       | {'model':3,'messages':[]}                             | invalid_type
            messages                    | {'model':'m'}                                         | missing_required_parameter
            messages                    | {'model':'m','messages':'x'}                          | invalid_type
            messages                    | {'model':'m','messages':[]}                           | empty_array
            messages[0]                 | {'model':'m','messages':['x']}                        | invalid_type
            messages[0].role            | {'model':'m','messages':[{'content':'x'}]}            | missing_required_parameter
            messages[0].role            | {'model':'m','messages':[{'role':'x','content':'x'}]} | invalid_value
            messages[0].content         | {'model':'m','messages':[{'role':'user'}]}            | invalid_type
            messages[0].content[0].type | {'model':'m','messages':[{'role':'user','content':[{'type':'x'}]}]}    | invalid_value
            messages[0].content[0].text | {'model':'m','messages':[{'role':'user','content':[{'type':'text'}]}]} | missing_required_parameter
            max_tokens                  | {'model':'o3','max_tokens':5,'messages':[{'role':'user','content':'x'}]} | unsupported_parameter
            temperature                 | {'model':'gpt-5-mini','temperature':0.7,'messages':[{'role':'user','content':'x'}]} | unsupported_value
            """)
    void a_bad_chat_request_is_named(String param, String body, String code) throws IOException {
        refused(client.post("/chat/completions", json(body)), 400, param, code);
    }

    @Test
    void a_prompt_beyond_the_context_is_refused() throws IOException {
        String long_ = "骆".repeat(130_000);

        var got = client.post(
                "/chat/completions", json("{'model':'m','messages':[{'role':'user','content':'" + long_ + "'}]}"));

        refused(got, 400, "messages", "context_length_exceeded");
    }

    @Test
    void a_body_that_is_not_one_json_object_is_refused() throws IOException {
        for (String body : new String[] {"", "{", "[]", "{} {}", "null"}) {
            refused(client.post("/chat/completions", body), 400, "", "");
        }
    }

    @Test
    void a_call_without_a_key_is_refused() throws IOException {
        var request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/models"));

        refused(client.send(request.build()), 401, "", "");
        refused(client.send(request.header("Authorization", "Bearer ").build()), 401, "", "");
    }

    @Test
    void unknown_paths_and_methods_are_told_apart() throws IOException {
        refused(client.get("/nothing"), 404, "", "unknown_url");
        refused(client.get("/chat/completions"), 405, "", "method_not_supported");
        refused(client.post("/models", "{}"), 405, "", "method_not_supported");
        refused(
                client.send(client.to("/models")
                        .method("DELETE", BodyPublishers.noBody())
                        .build()),
                405,
                "",
                "method_not_supported");
    }

    @Test
    void a_body_above_20_mb_is_refused() throws IOException {
        refused(client.post("/chat/completions", " ".repeat(21 * 1024 * 1024)), 413, "", "");
    }

    static void refused(Client.Got got, int status, String param, String code) {
        assertThat(got.status()).as(got.text()).isEqualTo(status);
        assertThat(OpenAiSchemas.validate("ErrorResponse", got.json())).isEmpty();
        assertThat(got.error().path("param").asText("")).isEqualTo(param);
        assertThat(got.error().path("code").asText("")).isEqualTo(code);
        assertThat(got.error().path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(got.header("x-serai-sandbox")).isEqualTo("true");
    }
}
