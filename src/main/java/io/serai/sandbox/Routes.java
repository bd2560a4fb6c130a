package io.serai.sandbox;

import java.util.List;

/** Which endpoint answers which method and path. */
final class Routes {
    private record Route(String method, String path, Endpoint endpoint) {
        boolean covers(String asked) {
            return path.endsWith("/") ? asked.startsWith(path) && asked.length() > path.length() : asked.equals(path);
        }
    }

    private final List<Route> routes;

    /** @param origin scheme, host and port, for the picture links */
    Routes(String origin) {
        routes = List.of(
                new Route("POST", "/v1/chat/completions", new ChatEndpoint()),
                new Route("POST", "/v1/images/generations", new ImagesEndpoint(origin)),
                new Route("POST", "/v1/audio/speech", new SpeechEndpoint()),
                new Route("POST", "/v1/embeddings", new EmbeddingsEndpoint()),
                new Route("GET", "/v1/models", ModelsEndpoint::list),
                new Route("GET", "/v1/models/", ModelsEndpoint::get),
                new Route("GET", PictureLink.PATH, PictureLink::answer));
    }

    Endpoint find(String method, String path) {
        var here = routes.stream().filter(r -> r.covers(path)).toList();
        if (here.isEmpty()) {
            throw ApiError.of(404, null, "unknown_url", "Invalid URL (" + method + " " + shown(path) + ")");
        }
        return here.stream()
                .filter(r -> r.method().equals(method))
                .findFirst()
                .orElseThrow(() -> ApiError.of(
                        405,
                        null,
                        "method_not_supported",
                        "Not allowed to " + method + " on " + shown(path)
                                + ". (HINT: Perhaps you meant to use a different" + " HTTP method?)"))
                .endpoint();
    }

    private static String shown(String path) {
        return path.length() <= 200 ? path : path.substring(0, 200) + "...";
    }
}
