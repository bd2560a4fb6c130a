package io.serai.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.serai.error.InvalidRequestException;
import io.serai.testing.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisTemplate;

/** What the cache leaves in Redis, and what it makes of what others left there. */
class RedisKeysTest {
    private static TestRedis redis;

    private RedisFixture serai;

    @BeforeAll
    static void startRedis() {
        redis = TestRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void connect() throws Exception {
        serai = new RedisFixture(redis.url());
    }

    @AfterEach
    void disconnect() {
        serai.close();
    }

    @Test
    void a_value_is_kept_raw_under_a_prefixed_key_for_its_time() {
        serai.cache.set("骆驼", "驼峰".getBytes(UTF_8), Duration.ofSeconds(90));

        assertThat(RedisFixture.<String>ask(redis, r -> r.get("serai:cache:骆驼")))
                .isEqualTo("驼峰");
        assertThat(RedisFixture.<Long>ask(redis, r -> r.ttl("serai:cache:骆驼"))).isBetween(88L, 90L);
    }

    @Test
    void without_a_ttl_it_is_kept_for_an_hour() {
        serai.cache.set("hour", new byte[] {1}, null);

        assertThat(RedisFixture.<Long>ask(redis, r -> r.ttl("serai:cache:hour")))
                .isBetween(3598L, 3600L);
    }

    @Test
    void what_others_wrote_is_read_back_as_it_is() {
        String garbage = "\u0000\u00ac\u00ed\u0000\u0005sr\u0000 not a Java object {\"";
        RedisFixture.ask(redis, r -> r.set("serai:cache:garbage", garbage));

        assertThat(serai.cache.get("garbage")).asString(UTF_8).isEqualTo(garbage);
    }

    @Test
    void another_type_at_the_key_is_named_once_and_can_be_deleted_or_overwritten() {
        RedisFixture.ask(redis, r -> r.lpush("serai:cache:list", "a"));

        var failure = catchThrowableOfType(InvalidRequestException.class, () -> serai.cache.get("list"));

        assertThat(failure)
                .hasMessageStartingWith("cache-get at redis: key: holds another kind of Redis data")
                .hasMessageContaining("delete it");
        assertThat(failure.detail().attempts()).isEqualTo(1);
        assertThat(serai.cache.delete("list")).isTrue();
        RedisFixture.ask(redis, r -> r.lpush("serai:cache:list", "a"));
        serai.cache.set("list", new byte[] {1}, null);
        assertThat(serai.cache.get("list")).containsExactly(1);
    }

    @Test
    void a_user_with_the_rights_that_the_message_names_can_do_everything() throws Exception {
        String rights = "on >pw ~serai:* +get +set +pexpire";
        RedisFixture.ask(
                redis,
                r -> r.dispatch(
                        CommandType.ACL,
                        new StatusOutput<>(StringCodec.UTF8),
                        new CommandArgs<>(StringCodec.UTF8)
                                .add("SETUSER")
                                .add("serai")
                                .addValues(rights.split(" "))));

        try (RedisFixture limited = new RedisFixture("redis://serai:pw@127.0.0.1:" + redis.port())) {
            limited.cache.set("k", new byte[] {1}, null);
            assertThat(limited.cache.get("k")).containsExactly(1);
            assertThat(limited.cache.delete("k")).isTrue();
        }
    }

    @Test
    void no_other_endpoint_of_the_context_gets_our_template() {
        assertThat(serai.cache.context().getRegistry().findByType(RedisTemplate.class))
                .isEmpty();
        assertThat(serai.cache.context().getEndpoints())
                .anySatisfy(e -> assertThat(e.getEndpointUri())
                        .isEqualTo("spring-redis://127.0.0.1:" + redis.port() + "?command=GET"));
    }
}
