package io.serai.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.error.ServiceException;
import io.serai.llm.JsonReply;
import io.serai.llm.JsonRequest;
import io.serai.llm.Message;
import io.serai.meter.Receipt;
import io.serai.storage.Content;
import io.serai.storage.StoredObject;
import io.serai.storage.UploadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** What {@code recipe-story.camel.yaml} calls between its operations: {@code serai-story-*}. */
final class StorySteps {
    /** Exchange property: what the route tells the model to do. */
    static final String INSTRUCTION = "SeraiInstruction";

    private static final String SCENE = "SeraiScene";
    private static final String REQUEST = "SeraiStoryRequest";
    private static final String UNFINISHED = "SeraiStoryUnfinished";

    private StorySteps() {}

    /** In: a map. Out: the request that divides the story into scenes. */
    static void ask(Exchange exchange) {
        StoryRequest request = StoryRequest.of(exchange.getMessage().getBody(Map.class));
        exchange.setProperty(REQUEST, request);
        List<Message> messages =
                List.of(Message.system(exchange.getProperty(INSTRUCTION, String.class)), Message.user(request.text()));
        exchange.getMessage()
                .setBody(new JsonRequest(messages, null, null, StoryPlan.schema(request.scenes()), Map.of()));
    }

    /** In: the model's reply. Out: {@link StoryPlan}. */
    static void plan(Exchange exchange) {
        StoryRequest request = exchange.getProperty(REQUEST, StoryRequest.class);
        StoryPlan plan = StoryPlan.of(request, (JsonReply) exchange.getMessage().getBody());
        // The plan itself, then a picture and a narration for each scene.
        RecipeProgress.of(exchange).expect(1 + 2 * plan.scenes().size());
        exchange.getMessage().setBody(plan);
    }

    /** In: a picture, a narration or where one was stored. Out: its upload, or the scene. */
    static void keep(Exchange exchange) {
        exchange.getMessage().setBody(scene(exchange).keep(exchange.getMessage().getBody()));
    }

    /** Notes why this scene failed; the others go on, so that a retry has less to do. */
    static void failed(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        ServiceException known = KnownFailure.in(caught);
        scene(exchange).failed(known == null ? caught : known);
        exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
    }

    /**
     * In: the plan with its scenes done. Out: the upload of the page.
     *
     * @throws io.serai.error.ServiceException that names the scenes that failed
     */
    static void page(Exchange exchange) {
        StoryPlan plan = (StoryPlan) exchange.getMessage().getBody();
        if (plan.scenes().stream().anyMatch(scene -> scene.failure() != null)) {
            throw StoryFailure.of(plan.scenes());
        }
        List<Story.Scene> scenes = plan.scenes().stream().map(StoryScene::done).toList();
        List<Receipt> receipts = new ArrayList<>(List.of(plan.receipt()));
        plan.scenes().forEach(scene -> receipts.addAll(scene.receipts()));
        boolean sandbox = receipts.stream().anyMatch(Receipt::sandbox);
        byte[] html = StoryPage.of(plan.title(), scenes, sandbox).getBytes(UTF_8);
        Receipt total = RecipeReceipts.total(
                StoryRequest.RECIPE, receipts, exchange.getClock().elapsed());
        Story story = new Story(html, "", plan.title(), scenes, total, receipts);
        exchange.setProperty(UNFINISHED, story);
        exchange.getMessage().setBody(new UploadRequest(Content.of(html), "story.html", null, story.contentType()));
    }

    /** In: where the page was stored. Out: {@link Story}. */
    static void done(Exchange exchange) {
        Story story = exchange.getProperty(UNFINISHED, Story.class);
        StoredObject stored = (StoredObject) exchange.getMessage().getBody();
        exchange.getMessage()
                .setBody(new Story(
                        story.html(), stored.url(), story.title(), story.scenes(), story.receipt(), story.receipts()));
    }

    private static StoryScene scene(Exchange exchange) {
        return exchange.getProperty(SCENE, StoryScene.class);
    }
}
