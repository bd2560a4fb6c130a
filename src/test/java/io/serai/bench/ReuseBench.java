package io.serai.bench;

import static io.serai.testing.OpenAiReplies.chat;

import io.serai.Operation;
import io.serai.Serai;
import io.serai.llm.ChatRequest;
import io.serai.testing.FaultServer;
import io.serai.testing.LiveSerai;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.ProducerTemplate;

/**
 * What the cache costs and yields in one process: hits per second through the whole route of {@code llm-chat}, and the time a
 * miss takes beside the same call with the cache off. Not a test; run its main method, with a Redis URL as argument or none.
 */
final class ReuseBench {
    private static final int CALLERS = 4;
    private static final int HITS = 200_000;
    private static final int MISSES = 3_000;

    private ReuseBench() {}

    public static void main(String[] args) throws Exception {
        String[] on = args.length == 0 ? new String[0] : new String[] {"serai.redis.url", args[0]};
        try (FaultServer upstream = FaultServer.start()) {
            upstream.on("/v1/chat/completions").reply(200, chat("hi"));
            try (Serai serai = LiveSerai.start(upstream, on);
                    Serai off = LiveSerai.start(upstream, "serai.llm.cache", "false")) {
                hits(serai);
                print("hits a second", hits(serai));
                long salt = System.nanoTime();
                misses(off, salt);
                misses(serai, salt + MISSES);
                long[] without = misses(off, salt);
                long[] with = misses(serai, salt + 2L * MISSES);
                print("a call with the cache off, median, us", without[MISSES / 2] / 1e3);
                print("a miss, median, us", with[MISSES / 2] / 1e3);
                print("a call with the cache off, p99, us", without[MISSES * 99 / 100] / 1e3);
                print("a miss, p99, us", with[MISSES * 99 / 100] / 1e3);
            }
        }
    }

    private static double hits(Serai serai) throws Exception {
        Map<String, Object> body = Map.of("prompt", "Why do camels have humps? " + "Explain. ".repeat(50));
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (ProducerTemplate template = serai.context().createProducerTemplate()) {
            long start = System.nanoTime();
            List<Callable<Object>> work = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                work.add(() -> {
                    for (int n = 0; n < HITS / CALLERS; n++) {
                        template.requestBody(Operation.LLM_CHAT.endpoint(), body);
                    }
                    return "";
                });
            }
            for (Future<Object> done : callers.invokeAll(work)) {
                done.get();
            }
            return HITS * 1e9 / (System.nanoTime() - start);
        } finally {
            callers.shutdown();
        }
    }

    private static long[] misses(Serai serai, long salt) {
        long[] took = new long[MISSES];
        for (int i = 0; i < MISSES; i++) {
            ChatRequest request = ChatRequest.of("hello " + (salt + i));
            long start = System.nanoTime();
            serai.llm().chat(request);
            took[i] = System.nanoTime() - start;
        }
        Arrays.sort(took);
        return took;
    }

    @SuppressWarnings("SystemOut")
    private static void print(String what, double value) {
        System.out.printf("%-40s %,12.0f%n", what, value);
    }
}
