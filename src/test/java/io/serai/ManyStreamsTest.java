package io.serai;

import static io.serai.testing.ChatEvents.DONE;
import static io.serai.testing.ChatEvents.SSE;
import static io.serai.testing.ChatEvents.USAGE;
import static io.serai.testing.ChatEvents.end;
import static io.serai.testing.ChatEvents.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.testing.LiveDoor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Five hundred streams, all of them open at the same moment. */
class ManyStreamsTest {
    private static final int STREAMS = 500;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void five_hundred_streams_at_once_each_show_their_first_word_before_any_has_its_last() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<BufferedReader> streams = new ArrayList<>();
        try (LiveDoor door = LiveDoor.open(folder, Map.of())) {
            door.script(wire -> {
                wire.head(200, Map.of("content-type", SSE, "transfer-encoding", "chunked"));
                wire.chunk(text("first"));
                wire.await(gate);
                for (String each : List.of(text("last"), end(0, "stop"), USAGE, DONE, "")) {
                    wire.chunk(each);
                }
            });

            for (int i = 0; i < STREAMS; i++) {
                streams.add(open(door, i));
            }
            for (BufferedReader stream : streams) {
                readTo(stream, "first");
            }
            gate.countDown();
            for (BufferedReader stream : streams) {
                readTo(stream, "last");
                readTo(stream, "[DONE]");
            }

            assertThat(door.upstream().count(LiveDoor.CHAT)).isEqualTo(STREAMS);
        } finally {
            for (BufferedReader stream : streams) {
                stream.close();
            }
        }
    }

    private static BufferedReader open(LiveDoor door, int number) throws IOException {
        URI uri = URI.create(door.serai().url(LiveDoor.CHAT));
        byte[] body = ("{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"prompt "
                        + number + "\"}]}")
                .getBytes(UTF_8);
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write(("POST " + LiveDoor.CHAT + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + body.length + "\r\n\r\n")
                        .getBytes(UTF_8));
        socket.getOutputStream().write(body);
        // Closing the reader closes the socket.
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    private static void readTo(BufferedReader stream, String word) throws IOException {
        String line = stream.readLine();
        while (line != null && !line.contains(word)) {
            line = stream.readLine();
        }
        assertThat(line).as(word).isNotNull();
    }
}
