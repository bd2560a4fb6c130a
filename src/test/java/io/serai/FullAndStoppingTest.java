package io.serai;

import static io.serai.testing.ChatEvents.DONE;
import static io.serai.testing.ChatEvents.SSE;
import static io.serai.testing.ChatEvents.USAGE;
import static io.serai.testing.ChatEvents.end;
import static io.serai.testing.ChatEvents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.core.http.StreamResponse;
import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.serai.testing.LiveDoor;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real program when it has no room, and when it is told to stop with a stream under way. */
@Timeout(90)
class FullAndStoppingTest {
    @TempDir
    Path folder;

    private static ChatCompletionCreateParams chat(String prompt) {
        return ChatCompletionCreateParams.builder()
                .model("m")
                .addUserMessage(prompt)
                .build();
    }

    @Test
    void who_comes_when_it_is_full_or_stopping_is_told_to_come_back_and_the_stream_under_way_ends_well() {
        CountDownLatch gate = new CountDownLatch(1);
        try (LiveDoor door = LiveDoor.open(folder, Map.of("SERAI_HTTP_MAX_CALLS", "1"))) {
            door.script(wire -> {
                wire.head(200, Map.of("content-type", SSE, "transfer-encoding", "chunked"));
                wire.chunk(text("one "));
                wire.await(gate);
                for (String each : new String[] {text("two"), end(0, "stop"), USAGE, DONE, ""}) {
                    wire.chunk(each);
                }
            });
            try (StreamResponse<ChatCompletionChunk> stream =
                    door.client().chat().completions().createStreaming(chat("first"))) {
                Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
                chunks.next();
                requireRefusal(door, "serai.http.max-calls");

                door.serai().terminate();

                Awaitility.await().until(() -> refusal(door).getMessage().contains("stopping"));
                requireRefusal(door, "stopping");
                gate.countDown();
                assertThat(chunks).toIterable().hasSize(2);
            }
            assertThat(door.serai().exitCode()).isZero();
            assertThat(door.ledger("m"))
                    .singleElement()
                    .satisfies(entry -> assertThat(
                                    entry.path("usage").path("total_tokens").asInt())
                            .isEqualTo(5));
        }
    }

    private static OpenAIServiceException refusal(LiveDoor door) {
        return catchThrowableOfType(
                OpenAIServiceException.class,
                () -> door.client().chat().completions().create(chat("second")));
    }

    private static void requireRefusal(LiveDoor door, String says) {
        OpenAIServiceException refused = refusal(door);
        assertThat(refused).isInstanceOf(InternalServerException.class).hasMessageContaining(says);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().values("retry-after")).containsExactly("1");
        assertThat(refused.headers().values("x-should-retry")).containsExactly("true");
        assertThat(refused.code()).contains("overloaded");
    }
}
