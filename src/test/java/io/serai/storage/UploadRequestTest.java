package io.serai.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.error.InvalidRequestException;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UploadRequestTest {
    @Test
    void a_map_may_hold_text_or_base64() throws IOException {
        UploadRequest text = UploadRequest.of(Map.of("name", "a.txt", "content", "你好"));
        UploadRequest bytes = UploadRequest.of(Map.of("name", "a.bin", "base64", "AAH/", "contentType", "image/png"));

        assertThat(text.content().bytes()).isEqualTo("你好".getBytes(UTF_8));
        assertThat(bytes.content().bytes()).containsExactly(0, 1, 255);
        assertThat(bytes.contentType()).isEqualTo("image/png");
    }

    @Test
    void a_name_is_the_end_of_the_key_when_none_is_given() {
        UploadRequest request = UploadRequest.of(Map.of("key", "folder/a.txt", "content", ""));

        assertThat(request.name()).isEqualTo("a.txt");
    }

    @ParameterizedTest
    @MethodSource("bad")
    void a_bad_field_is_named(Map<String, Object> map, String field) {
        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> UploadRequest.of(map));

        assertThat(refused.detail().param()).isEqualTo(field);
        assertThat(refused).hasMessageContaining(field + ": ");
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(Map.of("content", "x"), "name"),
                Arguments.of(Map.of("name", "", "content", "x"), "name"),
                Arguments.of(Map.of("name", "../a", "content", "x"), "name"),
                Arguments.of(Map.of("name", "a"), "content"),
                Arguments.of(Map.of("name", "a", "content", "x", "base64", "AA=="), "content"),
                Arguments.of(Map.of("name", "a", "content", 7), "content"),
                Arguments.of(Map.of("name", "a", "base64", "***"), "base64"),
                Arguments.of(Map.of("name", "a", "content", "x", "key", "/a"), "key"),
                Arguments.of(Map.of("name", "a", "content", "x", "contentType", "image/png\r\nX: y"), "contentType"),
                Arguments.of(Map.of("name", "a", "content", "x", "overwrite", "yes"), "overwrite"),
                Arguments.of(Map.of("name", "a", "content", "x", "naming", "random"), "naming"),
                Arguments.of(Map.of("name", "a", "content", "x", "prefix", "../"), "prefix"),
                Arguments.of(Map.of("name", "a", "content", "x", "cacheControl", "a\r\nb: c"), "cacheControl"),
                Arguments.of(Map.of("name", "a", "content", "x", "metadata", Map.of("a b", "c")), "metadata"),
                Arguments.of(Map.of("name", "a", "content", "x", "metadata", Map.of("a", "c\nd")), "metadata"),
                Arguments.of(Map.of("name", "a", "content", "x", "contenttype", "a/b"), "contenttype"));
    }
}
