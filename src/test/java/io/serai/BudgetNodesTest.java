package io.serai;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.error.BudgetExceededException;
import io.serai.ledger.CostReport;
import io.serai.llm.ChatRequest;
import io.serai.testing.FaultServer;
import io.serai.testing.LiveSerai;
import io.serai.testing.TestRedis;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A budget that two nodes share through one Redis. A reply of 1000 tokens costs 0.0006 USD, and as much is held back for it. */
class BudgetNodesTest {
    private static final BigDecimal CAP = new BigDecimal("0.006");
    /** What is held back beyond the reply: the prompt, guessed. */
    private static final BigDecimal RESERVE_ERROR = new BigDecimal("0.0006");

    @TempDir
    Path folder;

    private Serai node(String name, FaultServer upstream, TestRedis redis, String limit) {
        return LiveSerai.start(
                upstream,
                "serai.data",
                folder.resolve(name).toString(),
                "serai.cost.ledger",
                "on",
                "serai.redis.url",
                redis.url(),
                limit,
                CAP.toPlainString(),
                "serai.budget.reply-tokens",
                "1000");
    }

    private static FaultServer upstream() {
        FaultServer upstream = FaultServer.start();
        upstream.otherwise(wire ->
                wire.reply(200, Map.of("content-type", "application/json"), """
                {"id": "c", "object": "chat.completion", "created": 1, "model": "gpt-4o-mini",
                 "choices": [{"index": 0, "message": {"role": "assistant", "content": "hi"}, "finish_reason": "stop"}],
                 "usage": {"prompt_tokens": 10, "completion_tokens": 1000, "total_tokens": 1010}}""".getBytes(StandardCharsets.UTF_8)));
        return upstream;
    }

    /** Asks as many questions at once, in turn at each node; answers how many were refused. */
    private static int ask(List<Serai> nodes, int from, int count) {
        List<CompletableFuture<Integer>> calls = IntStream.range(from, from + count)
                .mapToObj(i -> nodes.get(i % nodes.size())
                        .llm()
                        .with(CallOptions.tagged("team-blue"))
                        .chatAsync(ChatRequest.of(Map.of("prompt", "question " + i, "model", "gpt-4o-mini")))
                        .handle((reply, failure) -> {
                            if (failure == null) {
                                return 0;
                            }
                            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                            assertThat(cause).isInstanceOf(BudgetExceededException.class);
                            assertThat(cause).hasMessageContaining("it frees at ");
                            return 1;
                        }))
                .toList();
        return calls.stream().mapToInt(CompletableFuture::join).sum();
    }

    private BigDecimal spent(String node) throws IOException {
        return CostReport.of(folder.resolve(node + "/ledger"), "tag", LocalDate.MIN, LocalDate.MAX)
                .csv()
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .peek(cells -> assertThat(cells[0]).isEqualTo("team-blue"))
                .map(cells -> new BigDecimal(cells[6]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void fifty_calls_at_once_at_two_nodes_do_not_pass_the_cap_together() throws Exception {
        for (String limit : List.of("serai.budget.day", "serai.budget.tag.team-blue.month")) {
            try (TestRedis redis = TestRedis.start();
                    FaultServer upstream = upstream();
                    Serai one = node(limit + "-one", upstream, redis, limit);
                    Serai two = node(limit + "-two", upstream, redis, limit)) {
                // One each, so that both are warm.
                assertThat(ask(List.of(one, two), 0, 2)).isZero();

                int refused = ask(List.of(one, two), 2, 50);

                assertThat(refused + upstream.requests().size()).isEqualTo(52);
                BigDecimal together = spent(limit + "-one").add(spent(limit + "-two"));
                assertThat(together).isBetween(CAP.subtract(RESERVE_ERROR.multiply(new BigDecimal(2))), CAP);
                assertThat(spent(limit + "-one")).isPositive();
                assertThat(spent(limit + "-two")).isPositive();
            }
        }
    }

    @Test
    void while_redis_is_down_each_node_keeps_to_the_cap_for_itself() throws Exception {
        try (TestRedis redis = TestRedis.start();
                FaultServer upstream = upstream();
                Serai one = node("one", upstream, redis, "serai.budget.day");
                Serai two = node("two", upstream, redis, "serai.budget.day")) {
            assertThat(ask(List.of(one, two), 0, 4)).isZero();
            redis.kill();

            ask(List.of(one, two), 4, 50);

            for (String node : List.of("one", "two")) {
                assertThat(spent(node)).isBetween(CAP.subtract(RESERVE_ERROR.multiply(new BigDecimal(2))), CAP);
            }
        }
    }
}
