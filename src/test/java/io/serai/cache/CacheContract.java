package io.serai.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.Operation;
import io.serai.error.InvalidRequestException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every cache backend does, seen through the operations. */
public abstract class CacheContract {
    private CacheFixture cache;

    /** The operations over this backend, empty, with these settings. */
    protected abstract CacheFixture start(Map<String, String> settings) throws Exception;

    /** Lets the backend's clock go on by this much, or leaves that to the clock. */
    protected abstract void pass(Duration time);

    /** As receipts name it. */
    protected abstract String backend();

    @BeforeEach
    void startBackend() throws Exception {
        cache = start(Map.of("serai.mode", "sandbox", "serai.cache.max-value", "4MB"));
    }

    @AfterEach
    void stopBackend() {
        cache.close();
    }

    @Test
    void bytes_come_back_as_they_were_set() {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }

        cache.set("k", every, null);

        assertThat(cache.get("k")).isEqualTo(every);
    }

    @Test
    void chinese_text_is_a_key_and_a_value() {
        cache.call(Operation.CACHE_SET, Map.of("key", "客栈/骆驼 🐫", "value", "每只骆驼都有驼峰 🐫"));

        assertThat(cache.get("客栈/骆驼 🐫")).asString(UTF_8).isEqualTo("每只骆驼都有驼峰 🐫");
    }

    @Test
    void a_value_of_megabytes_comes_back() {
        byte[] value = new byte[4 << 20];
        new Random(7).nextBytes(value);

        cache.set("large", value, null);

        assertThat(cache.get("large")).isEqualTo(value);
    }

    @Test
    void a_miss_is_told_from_an_empty_value() {
        cache.set("empty", new byte[0], null);

        assertThat(cache.get("empty")).isEmpty();
        assertThat(cache.get("nothing")).isNull();
    }

    @Test
    void the_later_value_wins() {
        cache.set("k", new byte[] {1}, null);

        cache.set("k", new byte[] {2, 3}, null);

        assertThat(cache.get("k")).containsExactly(2, 3);
    }

    @Test
    void delete_says_whether_there_was_something() {
        cache.set("k", new byte[] {1}, null);

        boolean first = cache.delete("k");
        boolean second = cache.delete("k");

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(cache.get("k")).isNull();
    }

    @Test
    void an_entry_is_gone_when_its_time_is_over() {
        cache.set("short", new byte[] {1}, Duration.ofSeconds(1));
        cache.set("long", new byte[] {2}, Duration.ofHours(1));

        pass(Duration.ofSeconds(1));

        Awaitility.await().until(() -> cache.get("short") == null);
        assertThat(cache.get("long")).containsExactly(2);
        assertThat(cache.delete("short")).isFalse();
    }

    @Test
    void the_time_to_live_is_the_configured_one_or_whole_seconds_rounded_up() {
        CacheStored byDefault = cache.set("a", new byte[0], null);
        CacheStored rounded = cache.set("b", new byte[0], Duration.ofMillis(1001));
        CacheStored written =
                (CacheStored) cache.call(Operation.CACHE_SET, Map.of("key", "c", "value", "", "ttl", "10m"));

        assertThat(byDefault.ttl()).isEqualTo(3600);
        assertThat(rounded.ttl()).isEqualTo(2);
        assertThat(written.ttl()).isEqualTo(600);
    }

    @Test
    void nobody_else_changes_what_is_kept() {
        byte[] given = {1};
        cache.set("k", given, null);

        given[0] = 2;
        cache.get("k")[0] = 3;

        assertThat(cache.get("k")).containsExactly(1);
    }

    @Test
    void keys_are_exact() {
        cache.set("a", new byte[] {1}, null);

        assertThat(cache.get("A")).isNull();
        assertThat(cache.get("a ")).isNull();
        assertThat(cache.get("*")).isNull();
    }

    @Test
    void headers_of_a_caller_change_nothing() {
        cache.set("k", new byte[] {1}, null);
        Map<String, Object> headers =
                Map.of("CamelRedis.Command", "SET", "CamelRedis.Key", "serai:cache:k", "CamelRedis.Value", "planted");

        CacheEntry entry = (CacheEntry)
                cache.context().createProducerTemplate().requestBodyAndHeaders("direct:cache-get", "k", headers);

        assertThat(entry.value()).containsExactly(1);
        assertThat(cache.get("k")).containsExactly(1);
    }

    @Test
    void a_value_above_the_limit_is_refused() {
        byte[] value = new byte[(4 << 20) + 1];

        var failure = catchThrowableOfType(InvalidRequestException.class, () -> cache.set("k", value, null));

        assertThat(failure)
                .hasMessageContaining("value: has 4194305 bytes and 4194304 are allowed (serai.cache.max-value)");
        assertThat(failure.detail().status()).isEqualTo(413);
        assertThat(cache.get("k")).isNull();
    }

    @Test
    void the_receipt_names_the_backend() {
        CacheEntry entry = (CacheEntry) cache.call(Operation.CACHE_GET, Map.of("key", "k"));

        assertThat(entry.receipt().operation()).isEqualTo("cache-get");
        assertThat(entry.receipt().upstream()).isEqualTo(backend());
    }

    @Test
    void what_is_no_request_is_refused() {
        for (Object body : Arrays.asList(null, "", new byte[] {1}, Map.of("ky", "k"))) {
            for (Operation operation : List.of(Operation.CACHE_GET, Operation.CACHE_SET, Operation.CACHE_DELETE)) {
                assertThatThrownBy(() -> cache.call(operation, body))
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageStartingWith(operation + ": k");
            }
        }
    }
}
