package io.serai.door;

import io.serai.Operation;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.json.Json;
import io.serai.recipe.PaidPieces;
import io.serai.recipe.RecipeListener;
import io.serai.retry.CallListener;
import io.serai.tts.SpeechKeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Makes a claimed file the request of the operation its folder names, {@code serai-inbox-read}. In: a file. Out: a map of the
 * operation's fields. What the file itself says outranks the options beside it.
 */
final class InboxRead implements Processor {
    /** Exchange property with the operation's name; only ever one of {@link InboxOperations}. */
    private static final String OPERATION = "SeraiOperation";

    /** The field that a plain text fills; that of recipes and speech is {@code text}. */
    private static final Map<String, String> FIELDS = Map.of(
            "llm-chat", "prompt",
            "llm-json", "prompt",
            "llm-embed", "input",
            "image-generate", "prompt",
            "storage-download", "source",
            "storage-url", "key",
            "cache-get", "key",
            "cache-set", "value",
            "cache-delete", "key");

    private final InboxOperations operations;
    private final InboxPlace place;
    private final long max;
    private final int maxTries;

    /**
     * @param max bytes of a file
     * @param maxTries runs that may end in a crash before a file is given up
     */
    InboxRead(InboxOperations operations, InboxPlace place, long max, int maxTries) {
        this.operations = operations;
        this.place = place;
        this.max = max;
        this.maxTries = maxTries;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        Claim claim = Claim.of(exchange);
        String operation = operations.known(claim.operation());
        int runs = claim.tries().runs();
        if (runs >= maxTries) {
            throw InboxGaveUp.after(ErrorDetail.of(operation), runs + " runs");
        }
        count(exchange, operation, claim);
        checkSize(operation, claim.input());
        message.setBody(request(operation, claim));
        exchange.setProperty(OPERATION, operation);
    }

    /** Has requests counted and pieces kept, so that crashes stay cheap. */
    private void count(Exchange exchange, String operation, Claim claim) throws IOException {
        ClaimProgress progress = new ClaimProgress(
                place, claim, maxTries, () -> !exchange.getContext().isStopping());
        exchange.setProperty(RecipeListener.PROPERTY, progress);
        // A recipe counts the requests of each paid step by itself.
        boolean recipe = Operation.of(operation).isEmpty();
        exchange.setProperty(
                CallListener.OF_EXCHANGE, recipe ? ClaimRequests.unlimited(claim::isOurs) : progress.requests(""));
        PaidPieces pieces = PaidPieces.in(exchange.getContext());
        if (pieces != null && operation.equals(Operation.TTS_SYNTHESIZE.id())) {
            exchange.setProperty(
                    SpeechKeeper.PROPERTY, pieces.speech(claim.tries().key(), () -> kept(progress)));
        }
    }

    private static void kept(ClaimProgress progress) {
        try {
            progress.kept("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkSize(String operation, Path file) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            throw refused(operation, "file_empty", "is empty (0 bytes); save it with content");
        }
        if (size > max) {
            throw InvalidRequestException.tooLarge(
                    operation,
                    "file",
                    "has " + size + " bytes and " + max
                            + " are allowed; make it smaller or raise serai.folder.max-file");
        }
    }

    private Map<String, Object> request(String operation, Claim claim) throws IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        Optional<Path> options = claim.options();
        if (options.isPresent()) {
            checkSize(operation, options.get());
            request.putAll(object(operation, options.get()));
        }
        if (operation.equals(Operation.STORAGE_UPLOAD.id())) {
            request.putIfAbsent("name", claim.fileName());
            request.put("content", claim.input());
        } else if (claim.fileName().toLowerCase(Locale.ROOT).endsWith(".json")) {
            request.putAll(object(operation, claim.input()));
        } else {
            OptionsText text = OptionsText.of(operation, text(operation, claim.input()));
            request.putAll(text.options());
            addText(request, operation, text);
        }
        return request;
    }

    private static void addText(Map<String, Object> request, String operation, OptionsText text) {
        String field = FIELDS.getOrDefault(operation, "text");
        if (text.options().containsKey(field) && !text.text().isBlank()) {
            throw InvalidRequestException.field(
                    operation, field, "is given twice, by the options on top and by the text below; remove one");
        }
        // Options alone may be the whole request, such as messages.
        if (!text.text().isBlank() || text.options().isEmpty()) {
            // An editor ends a key with a line break that is no part of it.
            request.put(
                    field,
                    field.equals("key") || field.equals("source") ? text.text().strip() : text.text());
        }
    }

    private static Map<String, Object> object(String operation, Path file) throws IOException {
        try {
            return Json.readObject(text(operation, file));
        } catch (InvalidRequestException e) {
            throw e;
        } catch (IOException e) {
            throw refused(operation, "not_json", file.getFileName() + " is not a JSON object: " + Json.problem(e));
        }
    }

    private static InvalidRequestException refused(String operation, String code, String what) {
        return new InvalidRequestException(
                "file: " + what, ErrorDetail.of(operation).because(code, "file"));
    }

    private static String text(String operation, Path file) throws IOException {
        try {
            return Json.utf8(Files.readAllBytes(file));
        } catch (java.nio.charset.CharacterCodingException e) {
            throw refused(
                    operation,
                    "not_utf8",
                    file.getFileName() + " is not a UTF-8 text; save it as UTF-8 (txt, md or json)");
        }
    }
}
