package io.serai.door;

import io.serai.config.FolderSettings;
import io.serai.config.ProgramSettings;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import java.io.IOException;
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
     * left behind are brought to their end first.
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
        InboxOperations operations = new InboxOperations(folders.inbox());
        operations.onRoutesAdd(context.getRoutes());
        context.addLifecycleStrategy(operations);
        ClaimNode node = ClaimNode.join(folders);
        context.addService(node);
        int parallel = settings.get(FolderSettings.FOLDER_PARALLEL);
        bind(context, "serai-inbox-filter", new InboxFilter(settings.get(FolderSettings.FOLDER_SETTLE)));
        bind(context, "serai-inbox-claim", new ClaimStrategy(folders, node.folder(), parallel));
        // As many threads as claims: the strategy lets no more in.
        bind(
                context,
                "serai-inbox-workers",
                context.getExecutorServiceManager().newCachedThreadPool(node, "serai-inbox"));
        bind(context, "serai-inbox-read", new InboxRead(operations, settings.get(FolderSettings.FOLDER_MAX_FILE)));
        Processor write = FolderDoor::write;
        bind(context, "serai-inbox-write", write);
        bind(context, "serai-inbox-fail", new InboxFail(settings.get(ProgramSettings.LANGUAGE)));
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
