package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Serves one accepted socket of a {@link FaultServer} until either side ends it. */
final class Connection implements Runnable {
    private final FaultServer server;
    private final Socket socket;
    private final @Nullable SSLContext tls;
    private final int number;

    Connection(FaultServer server, Socket socket, @Nullable SSLContext tls, int number) {
        this.server = server;
        this.socket = socket;
        this.tls = tls;
        this.number = number;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            serve();
        } catch (IOException ended) {
            // A client or a test closed: what that means for a request has been recorded where it was being answered.
            return;
        }
    }

    private void serve() throws IOException {
        Wire wire = Wire.over(socket);
        Optional<Answer> onConnect = server.onConnect().next();
        if (onConnect.isPresent()) {
            onConnect.get().send(wire);
        }
        if (tls != null && !wire.isClosed()) {
            wire = wire.secured(tls);
        }
        HttpReader reader = new HttpReader(wire.in(), number);
        while (!wire.isClosed()) {
            Optional<RecordedRequest> head = reader.head();
            if (head.isEmpty()) {
                return;
            }
            serve(wire, reader, head.get());
        }
    }

    private void serve(Wire wire, HttpReader reader, RecordedRequest head) throws IOException {
        boolean expects = head.header("expect").isPresent();
        if (expects && server.refusesBody(head)) {
            answer(wire, head);
            wire.close();
            return;
        }
        if (expects) {
            wire.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(UTF_8));
        }
        answer(wire, reader.body(head));
        if (head.header("connection").filter("close"::equalsIgnoreCase).isPresent()) {
            wire.close();
        }
    }

    private void answer(Wire wire, RecordedRequest request) throws IOException {
        wire.begin(request);
        Answer answer = server.answerTo(request);
        try {
            answer.send(wire);
        } catch (IOException gone) {
            server.dropped(request);
            throw gone;
        } catch (RuntimeException | Error broken) {
            server.failed(broken);
            wire.close();
        }
    }
}
