package io.serai.local;

import io.serai.cache.CacheContract;
import io.serai.cache.CacheFixture;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

class LocalCacheRoutesTest extends CacheContract {
    private final AtomicLong clock = new AtomicLong();

    @Override
    protected CacheFixture start(Map<String, String> settings) throws Exception {
        LocalCache cache = new LocalCache(64 << 20, clock::get);
        return new CacheFixture(settings, LocalCacheRoutes.BACKEND, new LocalCacheRoutes(cache));
    }

    @Override
    protected void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Override
    protected String backend() {
        return "local";
    }
}
