package io.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.error.BudgetExceededException;
import io.serai.error.ServiceException;
import io.serai.json.Json;
import io.serai.ledger.CostReport;
import io.serai.llm.ChatRequest;
import io.serai.meter.Cost;
import io.serai.testing.FaultServer;
import io.serai.testing.LiveSerai;
import io.serai.testing.SeraiProcess;
import io.serai.tts.SpeechRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger against the bill that the upstream itself would write. */
class BillTest {
    private static final String PATH = "/v1/chat/completions";

    @TempDir
    Path folder;

    private Serai start(FaultServer upstream, String... more) {
        return LiveSerai.start(
                upstream,
                Stream.concat(Stream.of("serai.data", folder.toString(), "serai.cost.ledger", "on"), Stream.of(more))
                        .toArray(String[]::new));
    }

    private static String chat(long in, long cached, long out) {
        return """
                {"id": "c", "object": "chat.completion", "created": 1, "model": "gpt-4o-mini",
                 "choices": [{"index": 0, "message": {"role": "assistant", "content": "hi"}, "finish_reason": "stop"}],
                 "usage": {"prompt_tokens": %d, "completion_tokens": %d, "total_tokens": %d,
                           "prompt_tokens_details": {"cached_tokens": %d}}}""".formatted(in, out, in + out, cached);
    }

    private String report(String by) throws IOException {
        return CostReport.of(folder.resolve("ledger"), by, LocalDate.MIN, LocalDate.MAX)
                .csv();
    }

    @Test
    void the_ledger_equals_the_upstream_s_bill_to_the_token_with_failures_among_the_calls() throws Exception {
        AtomicInteger turn = new AtomicInteger();
        AtomicLong in = new AtomicLong();
        AtomicLong cached = new AtomicLong();
        AtomicLong out = new AtomicLong();
        try (FaultServer upstream = FaultServer.start()) {
            upstream.otherwise(wire -> {
                int n = turn.incrementAndGet();
                if (n % 3 == 0) {
                    wire.reply(503, Map.of(), "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    return;
                }
                in.addAndGet(100 + n);
                cached.addAndGet(n % 5);
                out.addAndGet(7 + n % 11);
                wire.reply(
                        200,
                        Map.of("content-type", "application/json"),
                        chat(100 + n, n % 5, 7 + n % 11).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            });
            try (Serai serai = start(upstream, "serai.retry.max-attempts", "10")) {
                CompletableFuture.allOf(IntStream.range(0, 60)
                                .mapToObj(i -> serai.llm()
                                        .chatAsync(ChatRequest.of(
                                                Map.of("prompt", "question " + i, "model", "gpt-4o-mini"))))
                                .toArray(CompletableFuture[]::new))
                        .join();
            }
        }
        BigDecimal bill = new BigDecimal(in.get() - cached.get())
                .multiply(new BigDecimal("0.15"))
                .add(new BigDecimal(cached.get()).multiply(new BigDecimal("0.075")))
                .add(new BigDecimal(out.get()).multiply(new BigDecimal("0.6")))
                .movePointLeft(6);

        String[] cells =
                report("model").lines().skip(1).findFirst().orElseThrow().split(",", -1);
        assertThat(cells[0]).isEqualTo("openai/gpt-4o-mini");
        assertThat(cells[1]).isEqualTo(String.valueOf(turn.get()));
        assertThat(cells[4]).isEqualTo(String.valueOf(in.get()));
        assertThat(cells[5]).isEqualTo(String.valueOf(out.get()));
        assertThat(new BigDecimal(cells[6])).isEqualByComparingTo(bill);
        assertThat(cells[7]).isEqualTo("0");
        assertThat(cells[10]).isEqualTo("0");
    }

    @Test
    void a_reply_s_receipt_says_what_the_whole_call_cost() {
        try (FaultServer upstream = FaultServer.start()) {
            upstream.on(PATH).reply(500, "{}").reply(200, chat(1_000_000, 0, 0));
            upstream.on("/v1/audio/speech").reply(200, "x");
            try (Serai serai = start(upstream)) {
                Cost cost = serai.llm()
                        .chat(ChatRequest.of(Map.of("prompt", "x", "model", "gpt-4o-mini")))
                        .receipt()
                        .cost();

                assertThat(cost.basis()).isEqualTo(Cost.Basis.EXACT);
                assertThat(cost.usd()).isEqualByComparingTo("0.15");
            }
        }
    }

    @Test
    void an_answer_from_the_cache_costs_nothing_and_saves_what_the_first_one_cost() throws IOException {
        try (FaultServer upstream = FaultServer.start()) {
            upstream.on(PATH).reply(200, chat(1_000_000, 0, 0));
            try (Serai serai = start(upstream)) {
                ChatRequest request = ChatRequest.of(Map.of("prompt", "x", "model", "gpt-4o-mini", "temperature", 0));
                serai.llm().chat(request);
                var receipt = serai.llm().chat(request).receipt();

                assertThat(receipt.cost()).isEqualTo(Cost.FREE);
                assertThat(receipt.saved().usd()).isEqualByComparingTo("0.15");
            }
        }
        assertThat(report("model")).contains("openai/gpt-4o-mini,1,0,1,1000000,0,0.15,0,0.15,0,0");
    }

    @Test
    void an_answer_that_was_cut_off_costs_nobody_knows_what_and_a_refused_connection_nothing() throws Exception {
        try (FaultServer upstream = FaultServer.start()) {
            upstream.on(PATH).reply(200, "{\"not\": ");
            try (Serai serai = start(upstream, "serai.retry.max-attempts", "1")) {
                assertThatThrownBy(() -> serai.llm().chatCompletion("x")).isInstanceOf(ServiceException.class);
            }
        }
        assertThat(report("operation")).contains("llm-chat,1,1,0,0,0,0,0,0,0,1");
    }

    @Test
    void what_was_under_way_when_the_process_was_killed_is_in_the_ledger_as_unknown() throws Exception {
        try (FaultServer upstream = FaultServer.start()) {
            upstream.otherwise(wire -> {
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Map<String, String> environment = Map.of(
                    "SERAI_UPSTREAM_OPENAI_BASE_URL", upstream.url() + "/v1", "OPENAI_API_KEY", LiveSerai.CANARY);
            try (SeraiProcess serai = SeraiProcess.start(folder, environment)) {
                CompletableFuture.runAsync(() -> serai.post("/llm/chat", "{\"prompt\": \"hello\"}"));
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> upstream.count(PATH) == 1);
                serai.kill();
                serai.exitCode();
            }
            try (SeraiProcess again = SeraiProcess.start(folder, environment)) {
                assertThat(again.log()).contains("were under way when Serai ended");
            }
        }
        Path ledger = folder.resolve("serai-data/ledger");
        assertThat(CostReport.of(ledger, "model", LocalDate.MIN, LocalDate.MAX).csv())
                .contains("openai/gpt-4o-mini,1,1,0,0,0,0,0,0,0,1");
    }

    @Test
    void a_spent_budget_refuses_before_anything_is_sent() {
        try (FaultServer upstream = FaultServer.start()) {
            upstream.otherwise(wire -> wire.reply(
                    200,
                    Map.of("content-type", "application/json"),
                    chat(1_000_000, 0, 0).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            try (Serai serai = start(upstream, "serai.budget.day", "0.16")) {
                serai.llm().chatCompletion("one");

                assertThatThrownBy(() -> serai.llm().chatCompletion("x".repeat(300_000)))
                        .isInstanceOf(BudgetExceededException.class)
                        .hasMessageContaining("serai.budget.day");
                assertThat(upstream.requests()).hasSize(1);
            }
            // The next process knows what was spent.
            try (Serai serai = start(upstream, "serai.budget.day", "0.15")) {
                assertThatThrownBy(() -> serai.llm().chatCompletion("two")).isInstanceOf(BudgetExceededException.class);
            }
        }
    }

    @Test
    void fifty_calls_at_once_never_pass_the_cap() throws IOException {
        try (FaultServer upstream = FaultServer.start()) {
            upstream.otherwise(wire -> wire.reply(
                    200,
                    Map.of("content-type", "application/json"),
                    chat(10, 0, 1000).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            AtomicInteger refused = new AtomicInteger();
            // A reply of 1000 tokens costs 0.0006, and a thousand are held back for each.
            try (Serai serai = start(upstream, "serai.budget.day", "0.006", "serai.budget.reply-tokens", "1000")) {
                CompletableFuture.allOf(IntStream.range(0, 50)
                                .mapToObj(i -> serai.llm()
                                        .chatAsync(ChatRequest.of(
                                                Map.of("prompt", "question " + i, "model", "gpt-4o-mini")))
                                        .handle((reply, failure) -> failure == null ? 0 : refused.incrementAndGet()))
                                .toArray(CompletableFuture[]::new))
                        .join();
            }
            String[] cells =
                    report("model").lines().skip(1).findFirst().orElseThrow().split(",", -1);
            assertThat(new BigDecimal(cells[6])).isBetween(new BigDecimal("0.005"), new BigDecimal("0.006"));
            assertThat(upstream.requests().size() + refused.get()).isEqualTo(50);
        }
    }

    @Test
    void speech_is_priced_by_the_character_and_the_sandbox_s_money_is_no_money() throws Exception {
        try (Serai serai = Serai.start(Map.of("serai.mode", "sandbox", "serai.data", folder.toString()))) {
            Cost cost = serai.tts()
                    .synthesize(SpeechRequest.of(Map.of("text", "骆驼", "model", "tts-1")))
                    .receipt()
                    .cost();

            assertThat(cost.usd()).isEqualByComparingTo("0.00003");
            assertThat(cost.basis()).isEqualTo(Cost.Basis.SIMULATED);
        }
        assertThat(report("model")).contains("openai/tts-1,1,0,0,0,0,0,0,0,0.00003,0");
        JsonNode line;
        try (Stream<Path> files = Files.list(folder.resolve("ledger"))) {
            Path file = files.filter(f -> f.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
            line = Json.read(Files.readAllLines(file).get(1).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThat(line.toString()).doesNotContain("骆驼");
        assertThat(line.path("basis").asText()).isEqualTo("simulated");
    }
}
