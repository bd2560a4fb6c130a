package io.serai.door;

import io.serai.Operation;
import io.serai.config.DidYouMean;
import io.serai.error.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.camel.Route;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * What the inbox has folders for: all operations, and every recipe, which is a route
 * {@code recipe-NAME} that begins at {@code direct:recipe-NAME}. A recipe's folder appears as soon as its route does.
 */
final class InboxOperations extends LifecycleStrategySupport {
    private static final String RECIPE = "recipe-";

    private final Path inbox;
    private final Set<String> names = new ConcurrentSkipListSet<>();

    InboxOperations(Path inbox) {
        this.inbox = inbox;
        Operation.ids().forEach(this::add);
    }

    @Override
    public void onRoutesAdd(Collection<Route> routes) {
        routes.stream().filter(InboxOperations::isRecipe).forEach(route -> add(route.getRouteId()));
    }

    @Override
    public void onRoutesRemove(Collection<Route> routes) {
        routes.stream().filter(InboxOperations::isRecipe).forEach(route -> names.remove(route.getRouteId()));
    }

    /**
     * The name itself when it is one of the known: what a route may be addressed by.
     *
     * @throws InvalidRequestException that says which folder was probably meant
     */
    String known(String name) {
        if (names.contains(name)) {
            return name;
        }
        String problem = name.isEmpty()
                ? "the file lies in the inbox itself; put it into a folder of an operation: "
                : "'" + name + "' is no operation with an inbox" + DidYouMean.hint(name, names) + "; use one of ";
        throw InvalidRequestException.field("door-folder", "folder", problem + String.join(", ", names));
    }

    private static boolean isRecipe(Route route) {
        return route.getRouteId().startsWith(RECIPE)
                && route.getEndpoint().getEndpointUri().equals("direct://" + route.getRouteId());
    }

    private void add(String name) {
        try {
            Files.createDirectories(inbox.resolve(name));
            names.add(name);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + inbox.resolve(name) + " cannot be made", e);
        }
    }
}
