package io.serai.door;

import io.serai.config.SeraiSettings;
import io.serai.config.Settings;
import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes the folders of the folder door, and binds what {@code door-folder.camel.yaml} refers to: {@code serai-inbox-*}. */
public final class FolderDoor {
    private FolderDoor() {}

    /**
     * To be called before routes are loaded, since recipes get their folders as their routes appear. Claims that an earlier run
     * left behind are brought to their end first.
     *
     * @throws IOException when the data folder cannot be used
     */
    public static void install(CamelContext context, Settings settings) throws Exception {
        InboxFolders folders = InboxFolders.below(settings.get(SeraiSettings.DATA));
        InboxOperations operations = new InboxOperations(folders.inbox());
        operations.onRoutesAdd(context.getRoutes());
        context.addLifecycleStrategy(operations);
        ClaimNode node = ClaimNode.join(folders);
        context.addService(node);
        int parallel = settings.get(SeraiSettings.FOLDER_PARALLEL);
        bind(context, "serai-inbox-filter", new InboxFilter(settings.get(SeraiSettings.FOLDER_SETTLE)));
        bind(context, "serai-inbox-claim", new ClaimStrategy(folders, node.folder(), parallel));
        // As many threads as claims: the strategy lets no more in.
        bind(
                context,
                "serai-inbox-workers",
                context.getExecutorServiceManager().newCachedThreadPool(node, "serai-inbox"));
        bind(context, "serai-inbox-read", new InboxRead(operations, settings.get(SeraiSettings.FOLDER_MAX_FILE)));
        Processor write = FolderDoor::write;
        bind(context, "serai-inbox-write", write);
        bind(context, "serai-inbox-fail", new InboxFail(settings.get(SeraiSettings.LANGUAGE)));
    }

    /** In: an operation's reply. Makes it safe as the claim's result; the claim's end brings it out. */
    private static void write(Exchange exchange) throws IOException {
        Claim claim = Claim.of(exchange);
        InboxResult result = InboxResult.of(exchange.getMessage().getBody());
        claim.succeed(result.bytes(), result.extension(), InboxReceipt.of(claim, result));
    }

    private static void bind(CamelContext context, String name, Object bean) {
        context.getRegistry().bind(name, bean);
    }
}
