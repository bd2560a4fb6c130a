package io.serai.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.error.InvalidRequestException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestAccessTest {
    private static final RestAccess OPEN = new RestAccess(new AccessKeys(List.of()));
    private static final RestAccess CLOSED =
            new RestAccess(new AccessKeys(List.of(AccessKey.unnamed("first"), AccessKey.unnamed("second"))));

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.8.8.8", "[::1]", "::1"})
    void without_keys_this_machine_may_call(String host) {
        assertThatCode(() -> OPEN.check(null, host)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1"})
    void without_keys_a_name_that_is_not_this_machine_s_is_refused(String host) {
        assertThatThrownBy(() -> OPEN.check(null, host))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> assertStatus(e, 403));
    }

    @Test
    void with_keys_each_of_them_opens_the_door_from_anywhere() {
        assertThatCode(() -> CLOSED.check("Bearer second", "anywhere.example")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer third", "first", "Basic first", "Bearer firstsecond"})
    void with_keys_everything_else_is_refused(String authorization) {
        assertThatThrownBy(() -> CLOSED.check(authorization, "localhost"))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> assertStatus(e, 401));
    }

    @Test
    void a_call_is_for_what_its_key_says_and_else_for_what_the_caller_says() {
        AccessKey blue = AccessKey.of("anna", "anna-key", List.of(), List.of(), "team-blue");
        RestAccess access = new RestAccess(new AccessKeys(List.of(blue, AccessKey.unnamed("second"))));

        assertThat(access.tag("anna", "team-red")).isEqualTo("team-blue");
        assertThat(access.tag("ben", "Team-Red")).isEqualTo("team-red");
        assertThat(access.tag("ben", null)).isEmpty();
        assertThatThrownBy(() -> access.tag("ben", "two words"))
                .hasMessageContaining("x-serai-tag")
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> assertStatus(e, 400));
        assertThatThrownBy(() -> access.tag("ben", "x".repeat(65))).hasMessageContaining("up to 64");
    }

    private static void assertStatus(InvalidRequestException e, int status) {
        assertThat(e.detail().status()).isEqualTo(status);
    }
}
