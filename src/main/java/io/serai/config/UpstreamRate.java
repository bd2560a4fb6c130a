package io.serai.config;

import java.time.Duration;

/**
 * What this process may send to an upstream.
 *
 * @param requests a minute; 0 for no limit
 * @param tokens a minute, of prompts and replies; 0 for no limit
 * @param maxWait longest wait for a turn
 */
public record UpstreamRate(int requests, int tokens, Duration maxWait) {
    static UpstreamRate of(Settings settings, String upstream) {
        return new UpstreamRate(
                settings.get(UpstreamSettings.UPSTREAM_REQUESTS.named(upstream)),
                settings.get(UpstreamSettings.UPSTREAM_TOKENS.named(upstream)),
                settings.get(UpstreamSettings.UPSTREAM_RATE_WAIT.named(upstream)));
    }
}
