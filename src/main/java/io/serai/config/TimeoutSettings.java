package io.serai.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Times of a service's calls and sizes of its replies; each service has its own. */
public final class TimeoutSettings {
    private static final List<String> ALL_SERVICES = List.of("llm", "image", "tts", "storage", "cache");
    private static final List<String> OF_UPSTREAMS = List.of("llm", "image", "tts");

    private TimeoutSettings() {}

    /** Longest time of a whole call of the service; without a value {@code serai.deadline} counts. */
    public static Setting<Duration> deadline(String service) {
        return Setting.of(
                "serai." + service + ".deadline",
                Kind.DURATION_KIND,
                null,
                "Longest time of one call, retries and waits included; default: `serai.deadline`.");
    }

    public static Setting<Duration> connect(String service) {
        return Setting.of(
                "serai." + service + ".connect-timeout",
                Kind.DURATION_KIND,
                "5s",
                "Longest wait for a connection to an upstream, its TLS handshake included.");
    }

    public static Setting<Duration> attempt(String service) {
        return Setting.of(
                "serai." + service + ".attempt-timeout",
                Kind.DURATION_KIND,
                service.equals("image") ? "180s" : "120s",
                "Longest time of one attempt, from connecting to the last byte.");
    }

    public static Setting<Duration> firstToken(String service) {
        return Setting.of(
                "serai." + service + ".first-token-timeout",
                Kind.DURATION_KIND,
                service.equals("image") ? "180s" : "120s",
                service.equals("llm")
                        ? "Longest wait for the first visible text of a streamed answer, from connecting on."
                        : "Longest wait for the first byte of an answer's body, from connecting on.");
    }

    public static Setting<Duration> idle(String service) {
        return Setting.of(
                "serai." + service + ".idle-timeout",
                Kind.DURATION_KIND,
                "30s",
                "Longest pause within an answer that has begun.");
    }

    public static Setting<Long> maxReply(String service) {
        return Setting.of(
                "serai." + service + ".max-reply",
                Kind.SIZE_KIND,
                service.equals("llm") ? "8MB" : "48MB",
                "Largest answer that is read; an upstream's own `max-reply` may be smaller.");
    }

    static final List<Setting<?>> ALL = all();

    private static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>();
        for (String service : ALL_SERVICES) {
            all.add(deadline(service));
            if (OF_UPSTREAMS.contains(service)) {
                all.add(connect(service));
                all.add(attempt(service));
                all.add(firstToken(service));
                all.add(idle(service));
                all.add(maxReply(service));
            }
        }
        return List.copyOf(all);
    }
}
