package io.serai.http;

import io.serai.config.SettingException;
import io.serai.error.ServiceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.impl.DefaultCamelContext;

/** The engine on a free port with routes of a test's own. */
final class EngineFixture implements AutoCloseable {
    static final Duration SHORT = Duration.ofMillis(400);

    final int port;
    final DefaultCamelContext context = new DefaultCamelContext();
    private final ExecutorService workers = Executors.newCachedThreadPool();

    private EngineFixture(HttpLimits limits, RouteBuilder routes) throws Exception {
        port = limits.port();
        HttpGate gate = (call, exchange) -> {
            if ("no".equals(call.header("Authorization"))) {
                throw HttpProblem.nothingThere();
            }
        };
        HttpEngine engine = new HttpEngine(context, limits, gate, EngineFixture::problem, workers);
        context.getRegistry().bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, engine);
        context.addService(engine, true, true);
        context.addStartupListener(engine);
        context.addRoutes(routes);
        try {
            context.start();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    static EngineFixture start(RouteBuilder routes) throws Exception {
        return start(limits(freePort(), 100, List.of()), routes);
    }

    static EngineFixture start(HttpLimits limits, RouteBuilder routes) throws Exception {
        return new EngineFixture(limits, routes);
    }

    /** Bodies to 1000 bytes, uploads to 3 MB, impatient. */
    static HttpLimits limits(int port, int maxCalls, List<String> origins) {
        return new HttpLimits("127.0.0.1", port, 1000, 3 << 20, maxCalls, SHORT.multipliedBy(2), SHORT, origins);
    }

    private static void problem(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        int status = failure instanceof ServiceException known && known.detail().status() > 0
                ? known.detail().status()
                : 500;
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader("Content-Type", "text/plain");
        exchange.getMessage().setBody("problem: " + failure.getMessage());
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Sends this and returns everything that comes until the server closes. */
    String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }

    static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new SettingException(e.getMessage());
        }
    }

    static RouteBuilder routes(Map<String, org.apache.camel.Processor> byUri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                byUri.forEach((uri, step) -> from("platform-http:" + uri).process(step));
            }
        };
    }

    @Override
    public void close() {
        context.stop();
        workers.shutdownNow();
    }
}
