package io.serai.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.config.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

/** The forms of {@code serai.redis.url}. */
class RedisAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "redis://h h:6379 h:6379",
                "redis://h:1/2 h:1 h:1",
                "redis://user:p%40ss@10.0.0.7:1 10.0.0.7:1 10.0.0.7:1",
                "rediss://:pw@cache.example.com cache.example.com:6379 cache.example.com:6379",
                "redis://[::1]:7000 [::1]:7000 ----1-:7000",
                "redis://u:pw@a:1,b:2 a:1,b:2 a:1",
                "redis-sentinel://:pw@a:1,b:2/3#main a:1,b:2 a:1",
                "redis+sentinel://a/0#main a:26379 a:26379"
            })
    void nodes_are_shown_without_credentials(String url, String nodes, String endpoint) {
        RedisAddress address = RedisAddress.of(url);

        assertThat(address.nodes()).isEqualTo(nodes);
        assertThat(address.endpoint()).isEqualTo(endpoint.replace("----", "---"));
    }

    @Test
    void user_password_database_and_tls_are_understood() {
        RedisAddress address = RedisAddress.of("rediss://user:p%40ss@h:1/2");

        var server = (RedisStandaloneConfiguration) address.configuration();
        assertThat(server.getUsername()).isEqualTo("user");
        assertThat(server.getPassword()).isEqualTo(RedisPassword.of("p@ss"));
        assertThat(server.getDatabase()).isEqualTo(2);
        assertThat(address.uri().isSsl()).isTrue();
        assertThat(address.uri().isVerifyPeer()).isTrue();
    }

    @Test
    void sentinels_name_their_master() {
        var sentinels = (RedisSentinelConfiguration)
                RedisAddress.of("redis-sentinel://:pw@a:1,b:2/3#main").configuration();

        assertThat(sentinels.getMaster().getName()).isEqualTo("main");
        assertThat(sentinels.getSentinels()).hasSize(2);
        assertThat(sentinels.getPassword()).isEqualTo(RedisPassword.of("pw"));
        assertThat(sentinels.getDatabase()).isEqualTo(3);
    }

    @Test
    void several_hosts_are_a_cluster() {
        var cluster = (RedisClusterConfiguration)
                RedisAddress.of("redis://user:pw@a:1,b:2").configuration();

        assertThat(cluster.getClusterNodes()).hasSize(2);
        assertThat(cluster.getUsername()).isEqualTo("user");
        assertThat(cluster.getPassword()).isEqualTo(RedisPassword.of("pw"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary",
                "canary:6379",
                "http://canary",
                "redis://",
                "redis://:canary@",
                "redis://:canary@h:99999",
                "redis://:canary@h:x",
                "redis://:canary@h:1/abc",
                "redis://:can#ary@h:1",
                "redis://can#ary@h:1",
                "redis://:can@ary@h:1",
                "redis://:can/ary@h:1",
                "redis://:can ary@h:1",
                "redis-sentinel://:canary@h:1",
                "redis-socket:///canary.sock"
            })
    void what_is_none_is_refused_without_being_repeated(String url) {
        assertThatThrownBy(() -> RedisAddress.of(url))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("serai.redis.url: the value is not redis://")
                .hasNoCause()
                .message()
                .doesNotContain("can", "ary");
    }
}
