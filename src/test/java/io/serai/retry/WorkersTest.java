package io.serai.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void alarms_that_never_ring_hold_nothing() {
        ScheduledThreadPoolExecutor timer = (ScheduledThreadPoolExecutor) Workers.timer("test-timer");
        try {
            List<? extends java.util.concurrent.Future<?>> alarms = IntStream.range(0, 100)
                    .mapToObj(i -> timer.schedule(() -> {}, 1, TimeUnit.HOURS))
                    .toList();

            alarms.forEach(alarm -> alarm.cancel(false));

            assertThat(timer.getQueue()).isEmpty();
        } finally {
            timer.shutdownNow();
        }
    }
}
