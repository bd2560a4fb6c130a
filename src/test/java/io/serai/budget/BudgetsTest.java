package io.serai.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.config.Settings;
import io.serai.error.BudgetExceededException;
import io.serai.error.ErrorDetail;
import io.serai.meter.Cost;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BudgetsTest {
    private static final ErrorDetail DETAIL = ErrorDetail.of("llm-chat");
    private Instant now = Instant.parse("2026-11-30T18:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private Budgets budgets(String... settings) {
        Map<String, String> all = new java.util.HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new Budgets(Settings.of(all), new LocalBudgetStore(counter -> 0), clock);
    }

    private static Cost usd(String amount) {
        return Cost.exact(new BigDecimal(amount));
    }

    @Test
    void a_spent_day_refuses_and_says_when_it_frees_and_the_next_day_is_free() {
        Budgets budgets = budgets("serai.budget.day", "1");
        budgets.settle(budgets.hold("", "", usd("0.6"), DETAIL), usd("0.9"));

        assertThatThrownBy(() -> budgets.hold("", "", usd("0.2"), DETAIL))
                .isInstanceOfSatisfying(BudgetExceededException.class, e -> {
                    assertThat(e.getMessage()).contains("serai.budget.day", "0.900000", "2026-12-01T00:00:00Z");
                    assertThat(e.detail().retryAfter()).isEqualTo(Duration.ofHours(6));
                    assertThat(e.retryable()).isFalse();
                });
        assertThat(budgets.hold("", "", usd("0.1"), DETAIL).amount()).isEqualTo(100_000_000);

        now = now.plus(Duration.ofHours(6));
        assertThat(budgets.hold("", "", usd("1"), DETAIL).amount()).isEqualTo(1_000_000_000);
    }

    @Test
    void a_limit_of_a_key_binds_that_key_only_and_the_month_binds_all() {
        Budgets budgets = budgets("serai.budget.month", "10", "serai.budget.key.anna.total", "1");
        budgets.hold("anna", "", usd("1"), DETAIL);

        assertThatThrownBy(() -> budgets.hold("anna", "", usd("0.01"), DETAIL))
                .hasMessageContaining("serai.budget.key.anna.total")
                .hasMessageContaining("frees only when it is raised");
        budgets.hold("ben", "", usd("9"), DETAIL);
        assertThatThrownBy(() -> budgets.hold("ben", "", usd("0.01"), DETAIL))
                .hasMessageContaining("serai.budget.month");
    }

    @Test
    void a_limit_of_a_tag_binds_whoever_calls_with_it_and_the_month_says_when_it_frees() {
        Budgets budgets = budgets("serai.budget.tag.team-blue.month", "1", "serai.budget.key.anna.day", "0.5");
        budgets.hold("anna", "team-blue", usd("0.4"), DETAIL);
        budgets.hold("ben", "team-blue", usd("0.6"), DETAIL);

        assertThatThrownBy(() -> budgets.hold("ben", "team-blue", usd("0.01"), DETAIL))
                .hasMessageContaining("serai.budget.tag.team-blue.month")
                .hasMessageContaining("it frees at 2026-12-01T00:00:00Z");
        budgets.hold("ben", "team-red", usd("5"), DETAIL);
        assertThatThrownBy(() -> budgets.hold("anna", "", usd("0.2"), DETAIL))
                .hasMessageContaining("serai.budget.key.anna.day");
    }

    @Test
    void what_is_held_for_a_cost_that_stays_unknown_counts_as_spent() {
        Budgets budgets = budgets("serai.budget.total", "1");
        budgets.settle(budgets.hold("", "", usd("0.7"), DETAIL), Cost.UNKNOWN);

        assertThat(budgets.states().get(0).spent()).isEqualByComparingTo("0.7");
    }

    @Test
    void a_model_without_a_price_is_refused_when_the_settings_say_so() {
        budgets("serai.budget.day", "1").hold("", "", Cost.UNKNOWN, DETAIL);

        assertThatThrownBy(() -> budgets("serai.budget.day", "1", "serai.budget.unpriced", "refuse")
                        .hold("", "", Cost.UNKNOWN, DETAIL))
                .hasMessageContaining("serai.cost.prices");
    }

    @Test
    void fifty_at_once_never_hold_more_than_there_is() throws InterruptedException {
        Budgets budgets = budgets("serai.budget.day", "1", "serai.budget.month", "2");
        AtomicInteger held = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(50);
        for (int i = 0; i < 500; i++) {
            threads.execute(() -> {
                try {
                    budgets.hold("", "", usd("0.03"), DETAIL);
                    held.incrementAndGet();
                } catch (BudgetExceededException e) {
                    // Most are.
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(held).hasValue(33);
    }
}
