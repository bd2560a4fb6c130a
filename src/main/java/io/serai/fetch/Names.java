package io.serai.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Looks names up and checks what they lead to, within a time limit, which the system's own look-up lacks. */
final class Names {
    private final Resolver resolver;
    private final Predicate<InetAddress> allowed;
    private final ExecutorService threads;

    Names(Resolver resolver, Predicate<InetAddress> allowed, ExecutorService threads) {
        this.resolver = resolver;
        this.allowed = allowed;
        this.threads = threads;
    }

    /**
     * The addresses of a host, at least one.
     *
     * @param trusted whether they may be private
     * @throws FetchRefusedException when one of them may not be asked: a name with a public and a private address is a trap
     */
    List<InetAddress> addresses(String host, boolean trusted, Duration limit) throws IOException {
        // A literal IPv6 address comes in brackets.
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        Future<InetAddress[]> asked = threads.submit(() -> resolver.resolve(name));
        try {
            List<InetAddress> found = List.of(asked.get(limit.toMillis(), TimeUnit.MILLISECONDS));
            if (!trusted && !found.stream().allMatch(allowed)) {
                throw new FetchRefusedException("it points into a private network");
            }
            return found;
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new java.net.SocketTimeoutException("its name could not be looked up in time");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException("its name cannot be looked up", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted");
        }
    }
}
