package io.serai.recipe;

import io.serai.Operation;
import io.serai.image.Image;
import io.serai.llm.ChatReply;
import io.serai.llm.JsonReply;
import io.serai.meter.Reply;
import io.serai.retry.CallListener;
import io.serai.tts.Speech;
import io.serai.tts.SpeechKeeper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One paid step of a recipe. It holds its thread while the step runs, so that a pool's size bounds the calls under way. */
final class PaidStep implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(PaidStep.class);
    /** Uploads are missing on purpose: they cost nothing to repeat, and a kept URL may have expired. */
    private static final Map<String, Class<? extends Reply>> REPLIES = Map.of(
            Operation.LLM_CHAT.id(), ChatReply.class,
            Operation.LLM_JSON.id(), JsonReply.class,
            Operation.IMAGE_GENERATE.id(), Image.class,
            Operation.TTS_SYNTHESIZE.id(), Speech.class);

    private final Journal journal;
    private final String operation;
    private final SortedMap<String, String> circumstances;
    private final Class<? extends Reply> type;
    private final Processor step;
    private final Checkpoint checkpoint;

    PaidStep(
            Journal journal,
            String operation,
            SortedMap<String, String> circumstances,
            Processor step,
            Checkpoint checkpoint) {
        this.journal = journal;
        this.operation = operation;
        this.circumstances = circumstances;
        this.step = step;
        this.checkpoint = checkpoint;
        this.type = Optional.<Class<? extends Reply>>ofNullable(REPLIES.get(operation))
                .orElseThrow(() -> new IllegalArgumentException("the policy serai-paid-once is for "
                        + String.join(", ", REPLIES.keySet().stream().sorted().toList()) + ", not for " + operation));
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        String run = RecipeRun.of(exchange);
        RecipeProgress progress = RecipeProgress.of(exchange);
        String key = JournalCodec.hash(operation, exchange.getMessage().getBody(), circumstances);
        progress.begins(operation);
        Optional<? extends Reply> kept = journal.find(run, key, type);
        if (kept.isPresent()) {
            LOG.info("{} was answered in an earlier run of this recipe and is not paid for again", operation);
            exchange.getMessage().setBody(kept.get());
            progress.ended(operation, false);
            return;
        }
        ask(exchange, progress.listener().requests(key), pieces(run, key, progress.listener()));
        if (exchange.getException() == null && exchange.getMessage().getBody() instanceof Reply reply) {
            checkpoint.passed("step-answered");
            journal.keep(run, key, reply);
            progress.listener().kept(key);
            checkpoint.passed("step-kept");
            progress.ended(operation, true);
        }
    }

    /** Where the pieces of a long speech are kept until it is done; each is progress of its own. */
    private KeptSpeech pieces(String run, String key, RecipeListener listener) {
        return new KeptSpeech(journal, run, circumstances, () -> {
            try {
                listener.kept(key);
            } catch (IOException e) {
                LOG.debug("progress could not be noted", e);
            }
        });
    }

    private void ask(Exchange exchange, CallListener requests, KeptSpeech pieces) throws Exception {
        Object outer = exchange.getProperty(CallListener.OF_EXCHANGE);
        exchange.setProperty(CallListener.OF_EXCHANGE, requests);
        exchange.setProperty(SpeechKeeper.PROPERTY, pieces);
        try {
            step.process(exchange);
        } finally {
            exchange.setProperty(CallListener.OF_EXCHANGE, outer);
            exchange.removeProperty(SpeechKeeper.PROPERTY);
        }
    }
}
