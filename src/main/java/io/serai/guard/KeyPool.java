package io.serai.guard;

import io.serai.retry.ApiKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upstream's keys, used in turn. One that was refused rests; when all do, the one that wakes first is tried all the same:
 * the upstream may know better by then. Thread-safe.
 */
final class KeyPool {
    private final List<Slot> slots = new ArrayList<>();
    private int turn;

    KeyPool(List<String> keys) {
        keys.forEach(key -> slots.add(new Slot(new ApiKey(key))));
    }

    private static final class Slot {
        private final ApiKey key;
        private long restsUntil = System.nanoTime();
        private String why = "";

        Slot(ApiKey key) {
            this.key = key;
        }

        long rest() {
            return Math.max(0, restsUntil - System.nanoTime());
        }
    }

    /** The key for the next request; null when the upstream takes none. */
    synchronized @Nullable ApiKey take() {
        Slot first = null;
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get((turn + i) % slots.size());
            if (slot.rest() == 0) {
                turn = (turn + i + 1) % slots.size();
                return slot.key;
            }
            first = first == null || slot.rest() < first.rest() ? slot : first;
        }
        return first == null ? null : first.key;
    }

    /** Lets a key rest, and answers whether another one does not. */
    synchronized boolean rest(ApiKey key, Duration time, String why) {
        boolean another = false;
        for (Slot slot : slots) {
            if (slot.key == key) {
                slot.restsUntil = System.nanoTime() + time.toNanos();
                slot.why = why;
            } else {
                another |= slot.rest() == 0;
            }
        }
        return another;
    }

    /** Lets the key with this number, from 1, rest. */
    void rest(int number, Duration time, String why) {
        if (number < 1 || number > slots.size()) {
            throw new IllegalArgumentException("there is no key " + number + "; the upstream has " + slots.size());
        }
        rest(slots.get(number - 1).key, time, why);
    }

    int size() {
        return slots.size();
    }

    synchronized long inUse() {
        return slots.stream().filter(slot -> slot.rest() == 0).count();
    }

    /** Lets all keys be used again at once. */
    synchronized void wake() {
        slots.forEach(slot -> slot.restsUntil = System.nanoTime());
    }

    /** One line a key, by fingerprint: "1a2b3c4d in use" or "1a2b3c4d rests 58 s: status 429". */
    synchronized List<String> states() {
        return slots.stream()
                .map(slot -> slot.key
                        + (slot.rest() == 0
                                ? " in use"
                                : " rests " + Duration.ofNanos(slot.rest()).toSeconds() + " s: " + slot.why))
                .toList();
    }
}
