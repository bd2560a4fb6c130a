package io.serai.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.error.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "文档/报告 2026.txt", "a b#?%.txt", "..a/b..", "a/.b", "e\u0301", "😀"})
    void a_good_key_is_kept_as_it_is(String key) {
        assertThat(ObjectKey.checked("storage-upload", "key", key)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty",
        "'  ', empty",
        "/a, begins",
        "a//b, write one",
        "., segment",
        "a/../b, segment",
        "a/., segment",
        "a\\b, backslash",
        "'a\tb', control",
        "'a\u007fb', control",
        "'a\ud800', surrogate"
    })
    void a_bad_key_is_refused_with_its_field_and_the_remedy(String key, String said) {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class, () -> ObjectKey.checked("storage-upload", "key", key));

        assertThat(refused.detail().param()).isEqualTo("key");
        assertThat(refused).hasMessageContaining("key: ").hasMessageContaining(said);
    }

    @Test
    void a_key_may_have_750_bytes() {
        String longest = "名".repeat(250);

        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class, () -> ObjectKey.checked("storage-upload", "key", longest + "x"));

        assertThat(ObjectKey.checked("storage-upload", "key", longest)).isEqualTo(longest);
        assertThat(refused).hasMessageContaining("751 bytes");
    }

    @Test
    void the_address_of_content_is_its_hash_and_name() {
        String key = ObjectKey.addressed("storage-upload", Content.of("abc".getBytes(UTF_8)), "报告.txt");

        // SHA-256 of "abc" (FIPS 180-2, B.1) begins so.
        assertThat(key).isEqualTo("ba7816bf8f01cfea/报告.txt");
    }
}
