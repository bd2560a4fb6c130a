package io.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.cache.CacheFixture;
import io.serai.cache.CacheService;
import io.serai.error.InvalidRequestException;
import io.serai.local.LocalCache;
import io.serai.local.LocalCacheRoutes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java door of the cache. */
class CacheServiceTest {
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private CacheFixture routes;
    private CacheService cache;

    @BeforeEach
    void start() throws Exception {
        routes = new CacheFixture(
                Map.of("serai.mode", "sandbox"),
                LocalCacheRoutes.BACKEND,
                new LocalCacheRoutes(new LocalCache(1 << 20)));
        cache = new CacheService(new OperationCaller(routes.context().createProducerTemplate(), workers));
    }

    @AfterEach
    void stop() {
        routes.close();
        workers.shutdownNow();
    }

    @Test
    void text_is_set_read_and_deleted() {
        cache.set("骆驼", "驼峰");
        cache.set("hour", "1", Duration.ofHours(1));

        assertThat(cache.get("骆驼")).contains("驼峰");
        assertThat(cache.get("hour")).contains("1");
        assertThat(cache.delete("骆驼")).isTrue();
        assertThat(cache.get("骆驼")).isEmpty();
    }

    @Test
    void bytes_are_set_and_read() {
        cache.set("k", new byte[] {(byte) 0xff});
        cache.set("k2", new byte[0], Duration.ofHours(1));

        assertThat(cache.getBytes("k")).hasValueSatisfying(v -> assertThat(v).containsExactly(0xff));
        assertThat(cache.getBytes("k2")).hasValueSatisfying(v -> assertThat(v).isEmpty());
        assertThat(cache.getBytes("k3")).isEmpty();
    }

    @Test
    void bytes_that_are_no_text_are_not_read_as_text() {
        cache.set("k", new byte[] {(byte) 0xff});

        assertThatThrownBy(() -> cache.get("k"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("cache-get: value: is not UTF-8 text; read it as bytes");
    }

    @Test
    void the_asynchronous_forms_do_the_same() {
        cache.setAsync("k", "v").join();
        cache.setAsync("k2", new byte[] {1}, Duration.ofMinutes(1)).join();

        assertThat(cache.getAsync("k").join()).contains("v");
        assertThat(cache.getBytesAsync("k2").join()).isPresent();
        assertThat(cache.deleteAsync("k").join()).isTrue();
        assertThat(cache.deleteAsync("k").join()).isFalse();
    }
}
