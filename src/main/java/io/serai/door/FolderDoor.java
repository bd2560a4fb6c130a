package io.serai.door;

import io.serai.config.FolderSettings;
import io.serai.config.ProgramSettings;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.json.Json;
import io.serai.recipe.Checkpoint;
import io.serai.recipe.PaidPieces;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes the folders of the folder door, and binds what {@code door-folder.camel.yaml} refers to: {@code serai-inbox-*}. */
public final class FolderDoor {
    /** In {@code file:{{serai.data}}/inbox} Camel would read the one as the begin of parameters, the other as an escape. */
    private static final Pattern NOT_IN_AN_ADDRESS = Pattern.compile("\\?|%[0-9a-fA-F]{2}");

    private FolderDoor() {}

    /**
     * To be called before routes are loaded, since recipes get their folders as their routes appear. Claims that an earlier run
     * left behind are brought to their end before the first file is taken.
     *
     * @throws SettingException when the data folder has a name that cannot be watched
     * @throws IOException when it cannot be used
     */
    public static void install(CamelContext context, Settings settings) throws Exception {
        Path data = settings.get(ProgramSettings.DATA);
        if (NOT_IN_AN_ADDRESS.matcher(data.toString()).find()) {
            throw new SettingException(
                    "serai.data: '" + data
                            + "' has a ? or a % with two digits, which the address of the inbox cannot hold; use another folder");
        }
        InboxFolders folders = InboxFolders.below(data);
        try {
            folders.checkRenames();
        } catch (AtomicMoveNotSupportedException e) {
            throw new SettingException("serai.data: " + e.getMessage());
        }
        InboxGuard guard = new InboxGuard(folders, settings.get(FolderSettings.FOLDER_MIN_FREE));
        InboxTotals totals = new InboxTotals(guard::paused);
        InboxPlace place = new InboxPlace(folders, guard, totals, Checkpoint.in(context));
        ClaimTries.tidy(folders);
        InboxOperations operations = new InboxOperations(folders.inbox());
        operations.onRoutesAdd(context.getRoutes());
        context.addLifecycleStrategy(operations);
        ClaimNode node = ClaimNode.join(context, place, settings.get(FolderSettings.FOLDER_LEASE));
        context.addService(node);
        context.addService(new InboxManagement(context, totals));
        bindTaking(context, settings, place, node);
        bindWork(context, settings, place, operations);
    }

    /** How files are found and taken. */
    private static void bindTaking(CamelContext context, Settings settings, InboxPlace place, ClaimNode node) {
        InboxOrder order = new InboxOrder(place.folders(), place.totals()::running);
        InboxWorkers workers = new InboxWorkers(settings.get(FolderSettings.FOLDER_PARALLEL));
        InboxPoll poll = new InboxPoll(order, workers, place.totals(), settings.get(FolderSettings.FOLDER_POLL));
        bind(
                context,
                "serai-inbox-filter",
                new InboxFilter(place.folders(), order, settings.get(FolderSettings.FOLDER_SETTLE)));
        bind(context, "serai-inbox-order", order);
        bind(context, "serai-inbox-poll", poll);
        bind(
                context,
                "serai-inbox-claim",
                new ClaimStrategy(place, node, poll, workers, settings.get(FolderSettings.FOLDER_MAX_TRIES)));
        // As many threads as claims: the strategy lets no more in.
        bind(
                context,
                "serai-inbox-workers",
                context.getExecutorServiceManager().newCachedThreadPool(node, "serai-inbox"));
    }

    /** What is done with a file that was taken. */
    private static void bindWork(
            CamelContext context, Settings settings, InboxPlace place, InboxOperations operations) {
        bind(
                context,
                "serai-inbox-read",
                new InboxRead(
                        operations,
                        place,
                        settings.get(FolderSettings.FOLDER_MAX_FILE),
                        settings.get(FolderSettings.FOLDER_MAX_TRIES)));
        Processor write = exchange -> write(exchange, place.guard());
        bind(context, "serai-inbox-write", write);
        bind(context, "serai-inbox-fail", new InboxFail(place.guard(), settings.get(ProgramSettings.LANGUAGE)));
    }

    /** In: an operation's reply. Makes it safe as the claim's result; the claim's end brings it out. */
    private static void write(Exchange exchange, InboxGuard guard) throws IOException {
        Claim claim = Claim.of(exchange);
        InboxResult result = InboxResult.of(exchange.getMessage().getBody());
        byte[] receipt = Json.bytes(InboxReceipt.of(claim, result));
        guard.insist(
                () -> claim.succeed(result.bytes(), result.extension(), receipt),
                () -> claim.isOurs() && !exchange.getContext().isStopping());
        PaidPieces pieces = PaidPieces.in(exchange.getContext());
        if (pieces != null) {
            pieces.forget(claim.tries().key());
        }
    }

    private static void bind(CamelContext context, String name, Object bean) {
        context.getRegistry().bind(name, bean);
    }
}
