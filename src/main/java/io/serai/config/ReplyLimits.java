package io.serai.config;

import java.time.Duration;

/**
 * What one attempt of a service at an upstream may take.
 *
 * @param connect longest wait for a connection, TLS included
 * @param attempt longest time from connecting to the last byte
 * @param firstToken longest wait for the first visible part of the answer
 * @param idle longest pause within the answer
 * @param maxReply bytes of the answer that are read at most
 * @param keys the settings that these come from, for messages
 */
public record ReplyLimits(
        Duration connect, Duration attempt, Duration firstToken, Duration idle, long maxReply, Keys keys) {

    /** Where to change a limit that was hit. */
    public record Keys(String connect, String attempt, String firstToken, String idle, String maxReply) {}

    /** The service's limits; what is set for the upstream itself counts more. */
    static ReplyLimits of(Settings settings, String service, String upstream) {
        Setting<Duration> connect = UpstreamSettings.UPSTREAM_CONNECT_TIMEOUT.named(upstream);
        Setting<Duration> attempt = UpstreamSettings.UPSTREAM_TIMEOUT.named(upstream);
        connect = settings.find(connect).isPresent() ? connect : TimeoutSettings.connect(service);
        attempt = settings.find(attempt).isPresent() ? attempt : TimeoutSettings.attempt(service);
        Setting<Duration> firstToken = TimeoutSettings.firstToken(service);
        Setting<Duration> idle = TimeoutSettings.idle(service);
        Setting<Long> ofUpstream = UpstreamSettings.UPSTREAM_MAX_REPLY.named(upstream);
        Setting<Long> ofService = TimeoutSettings.maxReply(service);
        Setting<Long> maxReply = settings.get(ofUpstream) < settings.get(ofService) ? ofUpstream : ofService;
        return new ReplyLimits(
                settings.get(connect),
                settings.get(attempt),
                settings.get(firstToken),
                settings.get(idle),
                settings.get(maxReply),
                new Keys(connect.key(), attempt.key(), firstToken.key(), idle.key(), maxReply.key()));
    }
}
