package io.serai.recipe;

import io.serai.llm.JsonReply;
import io.serai.llm.JsonRequest;
import io.serai.llm.Message;
import io.serai.meter.Receipt;
import io.serai.storage.Content;
import io.serai.storage.StoredObject;
import io.serai.storage.UploadRequest;
import io.serai.tts.Speech;
import io.serai.tts.SpeechRequest;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** What {@code recipe-article-to-audio.camel.yaml} calls between its operations: {@code serai-article-*}. */
final class ArticleSteps {
    private static final String REQUEST = "SeraiArticleRequest";
    private static final String SCRIPT = "SeraiArticleScript";
    private static final String SPEECH = "SeraiArticleSpeech";
    private static final Map<String, Object> TEXT = Map.of("type", "string", "minLength", 1);
    private static final Map<String, Object> SCHEMA = Map.of(
            "type",
            "object",
            "properties",
            Map.of("title", TEXT, "script", TEXT),
            "required",
            List.of("title", "script"),
            "additionalProperties",
            false);

    private ArticleSteps() {}

    /** In: a map. Out: the request that rewrites the article for listening. */
    static void ask(Exchange exchange) {
        ArticleRequest request = ArticleRequest.of(exchange.getMessage().getBody(Map.class));
        exchange.setProperty(REQUEST, request);
        RecipeProgress.of(exchange).expect(2);
        List<Message> messages = List.of(
                Message.system(exchange.getProperty(StorySteps.INSTRUCTION, String.class)),
                Message.user(request.text()));
        exchange.getMessage().setBody(new JsonRequest(messages, null, null, SCHEMA, Map.of()));
    }

    /** In: the model's reply. Out: the request that speaks its script. */
    static void script(Exchange exchange) {
        ArticleRequest request = exchange.getProperty(REQUEST, ArticleRequest.class);
        JsonReply reply = (JsonReply) exchange.getMessage().getBody();
        exchange.setProperty(SCRIPT, reply);
        String script = String.valueOf(reply.value().get("script"));
        exchange.getMessage()
                .setBody(new SpeechRequest(script, request.voice(), null, request.format(), request.speed()));
    }

    /** In: the audio. Out: its upload. */
    static void upload(Exchange exchange) {
        Speech speech = (Speech) exchange.getMessage().getBody();
        exchange.setProperty(SPEECH, speech);
        String name = "article" + MediaExtension.of(speech.contentType());
        exchange.getMessage().setBody(new UploadRequest(Content.of(speech.bytes()), name, null, speech.contentType()));
    }

    /** In: where the audio was stored. Out: {@link SpokenArticle}. */
    static void done(Exchange exchange) {
        JsonReply reply = exchange.getProperty(SCRIPT, JsonReply.class);
        Speech speech = exchange.getProperty(SPEECH, Speech.class);
        StoredObject stored = (StoredObject) exchange.getMessage().getBody();
        List<Receipt> receipts = List.of(reply.receipt(), speech.receipt(), stored.receipt());
        exchange.getMessage()
                .setBody(new SpokenArticle(
                        speech.bytes(),
                        speech.contentType(),
                        stored.url(),
                        String.valueOf(reply.value().get("title")),
                        String.valueOf(reply.value().get("script")),
                        RecipeReceipts.total(
                                ArticleRequest.RECIPE,
                                receipts,
                                exchange.getClock().elapsed()),
                        receipts));
    }
}
