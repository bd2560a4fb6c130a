package io.serai.reuse;

import io.serai.Operation;
import io.serai.llm.ChatRequest;
import io.serai.llm.Message;
import io.serai.retry.Call;
import io.serai.testing.OpenCall;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The name under which a reply is kept. */
@State(Scope.Benchmark)
public class KeyBenchmark {
    private final Call call = Call.of(OpenCall.of(Operation.LLM_CHAT, "gpt-4o-mini"));
    private final ChatRequest chat = new ChatRequest(
            List.of(Message.system("You answer in one sentence."), Message.user("Why do camels have humps?")),
            null,
            0.7,
            Map.of("max_tokens", 200, "seed", 7));

    @Benchmark
    public String cacheKeyOfAChat() {
        return ReuseKey.of(call, chat);
    }
}
