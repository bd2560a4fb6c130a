package io.serai.fetch;

import io.serai.retry.Deadline;
import io.serai.retry.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Fetches URLs that somebody else chose. On every hop the scheme, the host and the address it leads to are checked, and the
 * connection goes to the very address that was checked, so that a name which changes its mind in between changes nothing.
 * One limit of time holds for everything, from the first look-up to the last byte. Nothing is repeated. Thread-safe.
 */
public final class SafeFetch implements AutoCloseable {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final Timeout IDLE = Timeout.ofSeconds(30);

    private final ExecutorService threads = Workers.start("serai-fetch");
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "serai-fetch-timer");
        thread.setDaemon(true);
        return thread;
    });
    private final Names names;
    private @Nullable CloseableHttpClient http;

    /** For the public internet. */
    public SafeFetch() {
        this(InetAddress::getAllByName, PublicAddress::isPublic);
    }

    /**
     * For a network of one's own.
     *
     * @param allowed whether an address may be asked
     */
    public SafeFetch(Resolver resolver, Predicate<InetAddress> allowed) {
        this.names = new Names(resolver, allowed, threads);
    }

    /** Made by the first fetch: reading the machine's trusted certificates takes a tenth of the time of a start. */
    private synchronized CloseableHttpClient client() {
        CloseableHttpClient made = http == null ? newClient() : http;
        http = made;
        return made;
    }

    private static CloseableHttpClient newClient() {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(200)
                        .setMaxConnPerRoute(200)
                        .setDnsResolver(new NoNames())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(IDLE)
                                .build())
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(16 * 1024)
                                        .setMaxHeaderCount(200)
                                        .build())
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(IDLE).build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /**
     * What the reader makes of the answer, whatever its status.
     *
     * @param limit for everything
     * @throws FetchRefusedException when the URL, or one it leads to, must not be followed
     * @throws SocketTimeoutException when the time is over
     * @throws IOException when no answer came, or the reader failed
     */
    public <T> T get(URI uri, FetchRules rules, Duration limit, FetchReply.Reader<T> reader) throws IOException {
        Deadline deadline = Deadline.in(limit);
        URI next = uri;
        for (int hop = 0; ; hop++) {
            Hop<T> done = ask(checked(next, rules), rules, deadline, reader);
            String location = done.redirect();
            if (location == null) {
                return Objects.requireNonNull(done.result());
            }
            if (hop >= rules.redirects()) {
                throw new FetchRefusedException(
                        rules.redirects() == 0
                                ? "it redirects, and redirects are not followed"
                                : "it redirects more than " + rules.redirects() + " times");
            }
            next = target(next, location);
        }
    }

    private <T> Hop<T> ask(URI uri, FetchRules rules, Deadline deadline, FetchReply.Reader<T> reader)
            throws IOException {
        IOException failure = null;
        for (InetAddress address :
                names.addresses(uri.getHost(), rules.trusted().test(uri), deadline.remaining())) {
            try {
                return ask(uri, address, deadline, reader);
            } catch (ConnectException | org.apache.hc.client5.http.ConnectTimeoutException e) {
                // Perhaps this machine reaches only one of IPv4 and IPv6.
                failure = e;
            }
        }
        throw failure == null ? new UnknownHostException("its name leads nowhere") : failure;
    }

    private <T> Hop<T> ask(URI uri, InetAddress address, Deadline deadline, FetchReply.Reader<T> reader)
            throws IOException {
        HttpHost pinned = new HttpHost(uri.getScheme(), address, uri.getHost(), uri.getPort());
        HttpGet request = new HttpGet(uri);
        // Compressed on the way, a body would come without its length.
        request.setHeader("Accept-Encoding", "identity");
        AtomicBoolean over = new AtomicBoolean();
        var alarm = timer.schedule(
                () -> {
                    over.set(true);
                    request.abort();
                },
                deadline.remaining().toMillis(),
                TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse response = client().executeOpen(pinned, request, null)) {
            Header location = response.getFirstHeader("Location");
            if (REDIRECTS.contains(response.getCode()) && location != null) {
                // The body is of no use, and may have no end: the connection goes with it.
                request.abort();
                return new Hop<>(null, location.getValue());
            }
            HttpEntity entity = response.getEntity();
            InputStream body = entity == null ? InputStream.nullInputStream() : entity.getContent();
            long length = entity == null ? 0 : entity.getContentLength();
            T result = reader.read(new FetchReply(uri, response.getCode(), response, length, body));
            return new Hop<>(result, null);
        } catch (IOException | RuntimeException e) {
            // What the reader left unread must not keep the connection.
            request.abort();
            if (over.get()) {
                SocketTimeoutException late = new SocketTimeoutException("its time is over");
                late.initCause(e);
                throw late;
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    private static URI checked(URI uri, FetchRules rules) throws FetchRefusedException {
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new FetchRefusedException("it is not an http or https address");
        }
        if (!rules.allowed().test(uri) && !rules.trusted().test(uri)) {
            throw new FetchRefusedException("its host '" + uri.getHost() + "' is not allowed");
        }
        return uri;
    }

    private static URI target(URI from, String location) throws FetchRefusedException {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new FetchRefusedException("it redirects to what is no URL");
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (http != null) {
            http.close();
        }
        timer.shutdownNow();
        threads.shutdownNow();
    }

    private record Hop<T>(@Nullable T result, @Nullable String redirect) {}

    /** Every connection goes to an address that was checked before: a name that comes as far as this has slipped through. */
    private static final class NoNames implements org.apache.hc.client5.http.DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException("names are looked up before");
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException("names are looked up before");
        }
    }
}
