package io.serai.openai;

import io.serai.config.ReplyLimits;
import io.serai.config.Upstream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Fetches an image that an upstream answered as a URL. The upstream chooses that URL, so it is held to public https
 * addresses, or to the upstream's own origin; redirects are not followed and the size is bounded.
 */
final class ImageLink {
    private final Upstream upstream;
    private final ReplyLimits limits;
    private final ScheduledExecutorService timer;
    private final HttpClient http;

    /**
     * @param timer ends transfers whose time is over
     */
    ImageLink(Upstream upstream, ScheduledExecutorService timer) {
        this.upstream = upstream;
        this.limits = upstream.limits("image");
        this.timer = timer;
        this.http = HttpClient.newBuilder()
                .connectTimeout(limits.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * The bytes behind the link.
     *
     * @throws IOException when it must not be followed, or does not answer 200 with a bounded body in time
     */
    byte[] fetch(String link, Duration timeout) throws IOException {
        URI uri = allowed(link);
        Duration time = timeout.compareTo(limits.attempt()) < 0 ? timeout : limits.attempt();
        long started = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(time).build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            // The client's own limit ends with the headers.
            Duration left = time.minusNanos(System.nanoTime() - started);
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("it answers " + response.statusCode());
                }
                return inTime(body, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private byte[] inTime(InputStream body, Duration left) throws IOException {
        AtomicBoolean over = new AtomicBoolean();
        Future<?> alarm = timer.schedule(
                () -> {
                    over.set(true);
                    closeQuietly(body);
                },
                Math.max(0, left.toNanos()),
                TimeUnit.NANOSECONDS);
        try {
            byte[] bytes = bounded(body);
            // A stream that was closed looks like one that ended.
            if (over.get()) {
                throw new IOException("it does not arrive in time");
            }
            return bytes;
        } catch (IOException e) {
            throw over.get() ? new IOException("it does not arrive in time", e) : e;
        } finally {
            alarm.cancel(false);
        }
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // It is given up whatever its state.
            return;
        }
    }

    private byte[] bounded(InputStream body) throws IOException {
        int max = (int) Math.min(Integer.MAX_VALUE - 16, limits.maxReply());
        byte[] bytes = body.readNBytes(max + 1);
        if (bytes.length > max) {
            throw new IOException(
                    "it is larger than " + max + " bytes (" + limits.keys().maxReply() + ")");
        }
        return bytes;
    }

    private URI allowed(String link) throws IOException {
        URI uri;
        try {
            uri = URI.create(link);
        } catch (IllegalArgumentException e) {
            throw new IOException("it is no URL", e);
        }
        URI own = upstream.baseUrl();
        boolean sameOrigin = own.getScheme().equalsIgnoreCase(uri.getScheme())
                && own.getHost().equalsIgnoreCase(uri.getHost())
                && own.getPort() == uri.getPort();
        if (sameOrigin) {
            return uri;
        }
        if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IOException("it is not an https address");
        }
        for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
            if (isInside(address)) {
                throw new IOException("it points into a private network");
            }
        }
        return uri;
    }

    private static boolean isInside(InetAddress address) {
        byte first = address.getAddress()[0];
        boolean uniqueLocalV6 = address.getAddress().length == 16 && (first & 0xfe) == 0xfc;
        return uniqueLocalV6
                || address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }
}
