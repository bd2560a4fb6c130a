package io.serai.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.error.InvalidRequestException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {
    private final BaseUrl urls = new BaseUrl(URI.create("https://cdn.example.com/files"));

    @Test
    void a_key_is_percent_encoded_but_for_its_slashes() {
        assertThat(urls.url("图/a b+c*~.png")).isEqualTo("https://cdn.example.com/files/%E5%9B%BE/a%20b%2Bc%2A~.png");
    }

    @ParameterizedTest
    @CsvSource({
        "https://cdn.example.com/files/a+b.txt, a+b.txt",
        "http://CDN.example.com/files/a.txt, a.txt",
        "https://cdn.example.com/files/a.txt?e=1&token=t, a.txt",
        "https://cdn.example.com/files/图/a.txt, 图/a.txt",
        "plain/key.txt, plain/key.txt"
    })
    void a_key_is_found_in_a_url_of_ours(String given, String key) {
        assertThat(urls.key("storage-url", "key", given)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cdn.example.com/other/a.txt",
                "https://cdn.example.com.evil.org/files/a.txt",
                "https://cdn.example.com@evil.org/files/a.txt",
                "https://user@cdn.example.com/files/a.txt",
                "https://cdn.example.com:444/files/a.txt",
                "file://cdn.example.com/files/a.txt",
                "https://cdn.example.com/files/%zz",
                "https://cdn.example.com/files/"
            })
    void everything_else_is_refused(String given) {
        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> urls.key("storage-url", "key", given));

        assertThat(refused.detail().param()).isEqualTo("key");
    }
}
