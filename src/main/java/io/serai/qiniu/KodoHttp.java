package io.serai.qiniu;

import io.serai.storage.Attempt;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to Kodo, each once. The SDK makes the tokens, addresses and hashes, but its own client is not used: it has
 * no limit on a whole request, follows redirects with the token in hand, and repeats requests behind our back.
 */
final class KodoHttp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KodoHttp.class);

    /**
     * How long things may take.
     *
     * @param connect for the connection, TLS included
     * @param idle between two bytes
     * @param request for one request with a short answer, from connecting to the last byte
     */
    record Limits(Duration connect, Duration idle, Duration request) {
        static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    private final Limits limits;
    private final OkHttpClient client;

    KodoHttp(Limits limits) {
        this.limits = limits;
        this.client = new OkHttpClient.Builder()
                .connectTimeout(limits.connect())
                .readTimeout(limits.idle())
                .writeTimeout(limits.idle())
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(KodoHttp::connected)
                .build();
    }

    /** The short answer to a request, whatever its status. */
    KodoAnswer send(Request.Builder request, Attempt attempt) {
        Duration left = attempt.remaining();
        Duration limit = left.compareTo(limits.request()) < 0 ? left : limits.request();
        Progress progress = new Progress();
        try (Response response = execute(request, progress, limit)) {
            return KodoAnswer.read(response);
        } catch (IOException e) {
            throw Unanswered.of(e, progress, attempt);
        }
    }

    /** Hands the answer to the reader while its body still flows; bounded by the call's deadline alone. */
    <T> T stream(Request.Builder request, Attempt attempt, Reader<T> reader) {
        Progress progress = new Progress();
        try (Response response = execute(request, progress, attempt.remaining())) {
            return reader.read(response);
        } catch (IOException e) {
            throw Unanswered.of(e, progress, attempt);
        }
    }

    /** Sends a request in the background; nobody waits for its answer. */
    void sendAndForget(Request.Builder request, String what) {
        Call call = client.newCall(request.tag(Progress.class, new Progress()).build());
        call.timeout().timeout(limits.request().toMillis(), TimeUnit.MILLISECONDS);
        call.enqueue(new Callback() {
            @Override
            public void onResponse(Call ignored, Response response) {
                response.close();
            }

            @Override
            public void onFailure(Call ignored, IOException e) {
                LOG.warn("{} failed ({})", what, e.getClass().getSimpleName());
            }
        });
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private Response execute(Request.Builder request, Progress progress, Duration limit) throws IOException {
        Call call = client.newCall(request.tag(Progress.class, progress).build());
        // Zero would mean no limit.
        call.timeout().timeout(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
        return call.execute();
    }

    private static Response connected(Interceptor.Chain chain) throws IOException {
        Progress progress = chain.request().tag(Progress.class);
        if (progress != null) {
            progress.connected = true;
        }
        Response response = chain.proceed(chain.request());
        // A 503 with "Retry-After: 0" is the one status that OkHttp repeats by itself in spite of its settings.
        return response.code() == 503 && "0".equals(response.header("Retry-After"))
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }

    /** How far a request has come. */
    static final class Progress {
        private volatile boolean connected;

        boolean connected() {
            return connected;
        }
    }

    /** Reads an answer whose body may be large. */
    interface Reader<T> {
        T read(Response response) throws IOException;
    }
}
