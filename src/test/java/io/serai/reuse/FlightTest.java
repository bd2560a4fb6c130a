package io.serai.reuse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.llm.ChatReply;
import io.serai.meter.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FlightTest {
    private final Flight<ChatReply> flight = new Flight<>();
    private final AtomicInteger givenUp = new AtomicInteger();

    /** Notes what it is shown, and that it has landed. */
    private static final class Diary implements Flight.Passenger<ChatReply> {
        final List<String> seen = new ArrayList<>();

        @Override
        public void show(Flight.Part part) {
            seen.add(new String(part.json(), UTF_8));
        }

        @Override
        public void land(Flight.Landing<ChatReply> landing) {
            seen.add("landed");
        }
    }

    private Diary join() {
        Diary diary = new Diary();
        assertThat(flight.join(diary)).isTrue();
        return diary;
    }

    private void show(String text) {
        Receipt receipt = new Receipt("id", "llm-chat", "openai", "m", 1, 1, false, null);
        flight.show(new Flight.Part(text.getBytes(UTF_8), false, receipt));
    }

    @Test
    void who_joins_is_shown_what_has_come_and_what_comes() {
        show("a");
        Diary diary = join();
        show("b");
        flight.land(Flight.Landing.failed(null));

        assertThat(diary.seen).containsExactly("a", "b", "landed");
        assertThat(flight.join(new Diary())).as("it has landed").isFalse();
    }

    @Test
    void the_call_is_given_up_once_when_the_last_one_has_left() {
        join();
        join();

        flight.leadLeft(givenUp::incrementAndGet);
        flight.left();
        assertThat(givenUp).hasValue(0);
        flight.left();
        assertThat(givenUp).hasValue(1);
    }

    @Test
    void who_joins_a_call_that_was_given_up_does_not_see_its_beginning() {
        show("a");
        flight.leadLeft(givenUp::incrementAndGet);
        Diary late = join();
        show("b");
        flight.land(Flight.Landing.failed(null));

        assertThat(givenUp).hasValue(1);
        assertThat(late.seen).as("so that he can ask anew").containsExactly("landed");
    }

    @Test
    void who_joins_when_much_has_been_shown_waits_for_the_whole() {
        Diary early = join();
        show("x".repeat(70_000));
        Diary late = join();
        show("b");

        assertThat(early.seen).hasSize(2);
        assertThat(late.seen).isEmpty();
    }
}
