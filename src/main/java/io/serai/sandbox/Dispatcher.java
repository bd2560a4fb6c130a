package io.serai.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** One request's way: body, key, route, fault, endpoint, reply. */
final class Dispatcher implements HttpHandler {
    private static final int MAX_BODY = 20 * 1024 * 1024;

    private final Routes routes;
    private final Delay delay;

    Dispatcher(Routes routes, Delay delay) {
        this.routes = routes;
        this.delay = delay;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var writer = new ReplyWriter(exchange, System.nanoTime());
        Reply reply;
        boolean cut = false;
        try {
            byte[] body = body(exchange);
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getPath();
            authorize(exchange, path);
            var endpoint = routes.find(method, path);
            var call = new Call(path, method.equals("POST") ? Json.parse(body) : Json.object());
            reply = answer(endpoint, call);
            cut = Fault.of(call.model()) == Fault.CUT;
        } catch (ApiError refusal) {
            reply = refusal.reply();
        } catch (RuntimeException bug) {
            reply = ApiError.typed(500, "server_error", null, "The sandbox itself failed: " + bug)
                    .reply();
        }
        writer.send(reply, cut);
    }

    private Reply answer(Endpoint endpoint, Call call) throws IOException {
        var fault = Fault.of(call.model());
        if (fault != null) {
            fault.refuse();
        }
        if (fault == Fault.SLOW) {
            delay.await();
        }
        return endpoint.answer(call);
    }

    private static void authorize(HttpExchange exchange, String path) {
        String key = exchange.getRequestHeaders().getFirst("Authorization");
        // Picture links are open, like the signed storage links that OpenAI answers.
        boolean open = path.startsWith(PictureLink.PATH);
        if (!open && (key == null || !key.regionMatches(true, 0, "Bearer ", 0, 7) || key.length() == 7)) {
            throw ApiError.of(
                    401,
                    null,
                    null,
                    "You didn't provide an API key. You need to provide your API key in an Authorization header using"
                            + " Bearer auth (i.e. Authorization: Bearer YOUR_KEY). The sandbox takes any value.");
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        var in = exchange.getRequestBody();
        byte[] body = in.readNBytes(MAX_BODY + 1);
        if (body.length <= MAX_BODY) {
            return body;
        }
        // Up to twice the limit again is read and thrown away, so that a client that is still sending sees the 413.
        for (int discarded = 0, read = 1; read > 0 && discarded < 2 * MAX_BODY; discarded += read) {
            read = in.readNBytes(1 << 16).length;
        }
        throw ApiError.of(413, null, null, "Request body too large: the sandbox takes at most 20 MB.");
    }
}
