package io.serai.qiniu;

import io.serai.config.Settings;
import io.serai.config.StorageSettings;
import io.serai.error.ServiceException;
import io.serai.retry.Workers;
import io.serai.storage.Attempt;
import io.serai.storage.NewObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Uploads large content in parts (resumable upload v2, developer.qiniu.com/kodo/6364/multipartupload), some at a time. What
 * an attempt got done the call's next attempt need not do again; what a call could not finish is taken back, or its parts
 * would be kept, and billed, for a week.
 */
final class KodoPartsUpload implements AutoCloseable {
    private final KodoBucket bucket;
    private final KodoRegion region;
    private final KodoHttp http;
    private final int parallel;
    private final ExecutorService threads = Workers.start("serai-kodo-part");

    KodoPartsUpload(Settings settings, KodoBucket bucket, KodoRegion region, KodoHttp http) {
        this.bucket = bucket;
        this.region = region;
        this.http = http;
        this.parallel = settings.get(StorageSettings.QINIU_PARTS);
    }

    /**
     * The hash of what Kodo stored.
     *
     * @throws ServiceException when it stored nothing, or nobody knows
     */
    String upload(NewObject object, long size, Attempt attempt) {
        String token = bucket.uploadToken(object, size, attempt.remaining());
        KodoParts api = new KodoParts(http, region.hosts(attempt).up(), token, object, attempt);
        PartsBegun begun = attempt.unfinished().find(PartsBegun.class);
        if (begun == null || !begun.fits(object)) {
            begun = new PartsBegun(object, api.begin(), size);
            attempt.unfinished().keep(begun);
        }
        begun.withdrawWith(api);
        try {
            send(begun, api);
            String hash = api.complete(begun);
            attempt.unfinished().finished();
            return hash;
        } catch (ServiceException e) {
            if (KodoErrors.isForgotten(e)) {
                // Kodo has nothing of it any more: the next attempt begins anew.
                attempt.unfinished().finished();
            } else if (!e.retryable()) {
                attempt.unfinished().close();
            }
            throw e;
        }
    }

    /** Sends the missing parts; after a failure none is begun any more, but those under way may end well. */
    private void send(PartsBegun begun, KodoParts api) {
        List<Future<?>> lanes = new ArrayList<>();
        for (int lane = 1; lane < parallel; lane++) {
            lanes.add(threads.submit(() -> lane(begun, api)));
        }
        ServiceException failure = lane(begun, api);
        for (Future<?> lane : lanes) {
            ServiceException other = joined(lane);
            failure = failure == null ? other : failure;
        }
        begun.nextRound();
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable ServiceException lane(PartsBegun begun, KodoParts api) {
        try {
            for (int number = begun.take(); number > 0; number = begun.take()) {
                begun.done(number, api.part(begun, number));
            }
            return null;
        } catch (ServiceException e) {
            begun.stop();
            return e;
        }
    }

    private static @Nullable ServiceException joined(Future<?> lane) {
        try {
            return (ServiceException) lane.get();
        } catch (ExecutionException | CancellationException e) {
            throw new IllegalStateException("a part failed in a way that nobody foresaw", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while parts are sent", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
