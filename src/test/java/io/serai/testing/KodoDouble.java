package io.serai.testing;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A stand-in for Qiniu Kodo over real HTTP: the up, io, rs, rsf, uc and api hosts on one loopback port. It verifies what the
 * real one verifies (tokens, scopes, limits, signatures, parts, hashes) and refuses what it does not know.
 *
 * <pre>{@code
 * try (KodoDouble kodo = KodoDouble.startPrivate()) {
 *     Region region = new Region.Builder().srcUpHost(kodo.host()).accUpHost(kodo.host()).iovipHost(kodo.host())...build();
 *     kodo.next(KodoCall.FORM_UPLOAD, KodoFault.status(503), KodoFault.resetAfterCommit());
 *     ...
 *     assertThat(kodo.count(KodoCall.FORM_UPLOAD)).isEqualTo(3);
 *     assertThat(kodo.objects()).hasSize(1);
 * }
 * }</pre>
 *
 * The download domain serves {@link #bucket()}. Time is the system's until {@link #advance(Duration)}. Thread-safe.
 */
public final class KodoDouble implements AutoCloseable {
    private static final String BUCKET = "serai-test";
    private static final String ACCESS_KEY = "test-access-key";
    private static final String SECRET_KEY = "test-secret-key";

    private final FaultServer server = FaultServer.start();
    private final AtomicInteger lastRequest = new AtomicInteger();
    private final Map<KodoCall, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final Map<KodoCall, Deque<KodoFault>> next = new EnumMap<>(KodoCall.class);
    private final Map<KodoCall, KodoFault> always = new ConcurrentHashMap<>();
    private final Map<KodoCall, Function<RecordedRequest, KodoReply>> handlers = new EnumMap<>(KodoCall.class);
    private final KodoStore store;
    private final List<String> ordered;
    private volatile Clock clock = Clock.systemUTC();

    private KodoDouble(boolean privateBucket) {
        Clock current = new CurrentClock();
        store = new KodoStore(current);
        store.addBucket(BUCKET);
        KodoAuth auth = new KodoAuth(ACCESS_KEY, SECRET_KEY, server.port(), current);
        KodoResumableUpload resumable = new KodoResumableUpload(auth, store, current);
        KodoManagement management = new KodoManagement(auth, store, privateBucket);
        handlers.put(KodoCall.FORM_UPLOAD, new KodoFormUpload(auth, store)::upload);
        handlers.put(KodoCall.INIT_UPLOAD, resumable::init);
        handlers.put(KodoCall.UPLOAD_PART, resumable::part);
        handlers.put(KodoCall.LIST_PARTS, resumable::list);
        handlers.put(KodoCall.COMPLETE_UPLOAD, resumable::complete);
        handlers.put(KodoCall.ABORT_UPLOAD, resumable::abort);
        handlers.put(KodoCall.STAT, management::stat);
        handlers.put(KodoCall.DELETE, management::delete);
        handlers.put(KodoCall.CHANGE_MIME, management::changeMime);
        handlers.put(KodoCall.COPY, management::copy);
        handlers.put(KodoCall.MOVE, management::move);
        handlers.put(KodoCall.LIST, management::list);
        handlers.put(KodoCall.BUCKET_INFO, management::bucketInfo);
        handlers.put(KodoCall.CDN_ORDER, management::order);
        ordered = management.ordered();
        handlers.put(KodoCall.DOWNLOAD, new KodoDownload(auth, store, BUCKET, privateBucket)::get);
        server.forgetBodies();
        server.otherwise(this::answer);
    }

    /** With one public bucket. */
    public static KodoDouble start() {
        return new KodoDouble(false);
    }

    /** With one private bucket: downloads need a signed link. */
    public static KodoDouble startPrivate() {
        return new KodoDouble(true);
    }

    /** Host and port, for every host setting of the SDK and for the download domain; the scheme is http. */
    public String host() {
        return "127.0.0.1:" + server.port();
    }

    public String url() {
        return server.url();
    }

    public String bucket() {
        return BUCKET;
    }

    public String accessKey() {
        return ACCESS_KEY;
    }

    public String secretKey() {
        return SECRET_KEY;
    }

    /** Adds a bucket for copies and moves; it has no download domain. */
    public void addBucket(String name) {
        synchronized (store) {
            store.addBucket(name);
        }
    }

    /** Replaces the clock that tokens and links are checked against. */
    public void clock(Clock other) {
        clock = other;
    }

    /** Lets time pass for tokens and links. */
    public void advance(Duration time) {
        clock = Clock.offset(clock, time);
    }

    /** The next requests of this kind meet these faults, one each, then {@link #always} or none. */
    public void next(KodoCall call, KodoFault... faults) {
        synchronized (next) {
            next.computeIfAbsent(call, any -> new ArrayDeque<>()).addAll(List.of(faults));
        }
    }

    /** Every request of this kind meets this fault, until {@link #heal()}. */
    public void always(KodoCall call, KodoFault fault) {
        always.put(call, fault);
    }

    /** Takes all faults back. */
    public void heal() {
        always.clear();
        synchronized (next) {
            next.clear();
        }
    }

    /** How many requests of this kind have come, good and bad. */
    public int count(KodoCall call) {
        return counts.getOrDefault(call, new AtomicInteger()).get();
    }

    /** All requests, in order of arrival, without their bodies. */
    public List<RecordedRequest> requests() {
        return server.requests();
    }

    /** See {@link FaultServer#awaitDropped(Duration)}. */
    public DroppedRequest awaitDropped(Duration atMost) {
        return server.awaitDropped(atMost);
    }

    /** All objects of all buckets, by bucket and key. */
    public List<KodoObject> objects() {
        synchronized (store) {
            return store.objects();
        }
    }

    /** The object of that key in {@link #bucket()}. */
    public Optional<KodoObject> object(String key) {
        synchronized (store) {
            return Optional.ofNullable(store.bucket(BUCKET).get(key));
        }
    }

    /** Parts of resumable uploads that are neither completed nor aborted. */
    public List<KodoPart> orphanedParts() {
        synchronized (store) {
            return store.parts();
        }
    }

    /** How many resumable uploads are neither completed nor aborted, with or without parts. */
    public int pendingUploads() {
        synchronized (store) {
            return store.pendingUploads();
        }
    }

    /** What the CDN was told, such as {@code refresh http://...}. */
    public List<String> cdnOrders() {
        return List.copyOf(ordered);
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(Wire wire) throws IOException {
        RecordedRequest request = wire.request();
        KodoCall call = KodoCall.of(request);
        counts.computeIfAbsent(call, any -> new AtomicInteger()).incrementAndGet();
        fault(call).apply(wire, new KodoFault.Commit(() -> commit(call, request)));
    }

    private KodoFault fault(KodoCall call) {
        synchronized (next) {
            KodoFault queued = next.getOrDefault(call, new ArrayDeque<>()).poll();
            return queued != null ? queued : always.getOrDefault(call, KodoFault.none());
        }
    }

    private KodoReply commit(KodoCall call, RecordedRequest request) {
        Function<RecordedRequest, KodoReply> handler = handlers.getOrDefault(call, KodoDouble::unknown);
        synchronized (store) {
            KodoReply reply = attempt(handler, request);
            return reply.with("X-Reqid", "double-" + lastRequest.incrementAndGet());
        }
    }

    private static KodoReply attempt(Function<RecordedRequest, KodoReply> handler, RecordedRequest request) {
        try {
            return handler.apply(request);
        } catch (KodoRefusal refusal) {
            return refusal.reply();
        }
    }

    private static KodoReply unknown(RecordedRequest request) {
        throw KodoRefusal.unsupported(request.method() + " " + request.path());
    }

    /** Reads the clock of the moment, so that the parts of the double need not be told when it is replaced. */
    private final class CurrentClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return clock.withZone(zone);
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }
    }
}
