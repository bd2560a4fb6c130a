package io.serai.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.error.InvalidRequestException;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectedTypeTest {
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static final byte[] HTML = "<!DOCTYPE html><html><script>alert(1)</script></html>".getBytes(UTF_8);
    private static final byte[] TEXT = "a,b\n1,2\n".getBytes(UTF_8);
    private static final byte[] NOISE = {0, 1, 2, 3, (byte) 0x80, 5, 6, 7};

    private final DetectedType any = new DetectedType(List.of("*/*"));

    private static byte[] bytes(String what) {
        return switch (what) {
            case "png" -> PNG;
            case "html" -> HTML;
            case "text" -> TEXT;
            case "svg" -> "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".getBytes(UTF_8);
            case "zip" -> new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 0, 0};
            case "json" -> "{\"a\": 1}".getBytes(UTF_8);
            case "gbk" -> "骆驼走过沙漠".getBytes(Charset.forName("GBK"));
            default -> NOISE;
        };
    }

    private String of(String what, String name, @Nullable String claim) {
        return any.of(Content.of(bytes(what)), name, claim);
    }

    @ParameterizedTest
    @CsvSource({
        "png, cat.png, image/png",
        "png, cat, image/png",
        "png, cat.txt, image/png",
        "html, page.html, text/html; charset=utf-8",
        "html, cat.png, text/html; charset=utf-8",
        "html, notes.txt, text/plain; charset=utf-8",
        "svg, logo.svg, image/svg+xml",
        "svg, logo, image/svg+xml",
        "text, table.csv, text/csv; charset=utf-8",
        "text, readme, text/plain; charset=utf-8",
        "text, any.bin, application/octet-stream",
        "gbk, old.txt, text/plain",
        "json, a.json, application/json",
        "zip, letter.docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "noise, any, application/octet-stream",
        "noise, cat.png, application/octet-stream"
    })
    void without_a_claim_the_bytes_and_then_the_name_tell(String what, String name, String type) {
        assertThat(of(what, name, null)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "png, image/png",
        "text, text/csv",
        "text, application/json",
        "text, application/vnd.acme+json",
        "html, text/plain",
        "zip, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "noise, application/x-own",
        "noise, audio/x-raw",
        "json, application/json; charset=utf-8"
    })
    void a_claim_that_fits_is_kept(String what, String claim) {
        assertThat(of(what, "a", claim)).isEqualTo(claim);
    }

    @ParameterizedTest
    @CsvSource({"png, application/octet-stream, image/png", "noise, application/octet-stream, application/octet-stream"
    })
    void just_bytes_is_no_claim(String what, String claim, String type) {
        assertThat(of(what, "a", claim)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "html, image/png",
        "html, application/pdf",
        "png, text/html",
        "png, image/jpeg",
        "text, image/png",
        "text, audio/mpeg",
        "noise, image/png",
        "zip, application/pdf",
        "svg, image/png"
    })
    void a_claim_that_the_bytes_contradict_is_refused(String what, String claim) {
        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> of(what, "a", claim));

        assertThat(refused.detail().param()).isEqualTo("contentType");
        assertThat(refused).hasMessageContaining(claim);
    }

    @Test
    void only_allowed_types_are_stored_whatever_they_are_called() {
        DetectedType pictures = new DetectedType(List.of("image/*", "text/csv", "text/plain"));

        assertThat(pictures.of(Content.of(PNG), "a", null)).isEqualTo("image/png");
        assertThat(pictures.of(Content.of(TEXT), "a.csv", null)).startsWith("text/csv");
        for (String claim : new String[] {"text/html", "text/plain"}) {
            InvalidRequestException refused = catchThrowableOfType(
                    InvalidRequestException.class, () -> pictures.of(Content.of(HTML), "a.html", claim));
            assertThat(refused).hasMessageContaining("serai.storage.types").hasMessageContaining("text/html");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/html; charset=utf-8, true",
        "image/svg+xml, true",
        "application/xhtml+xml, true",
        "image/png, false",
        "text/plain; charset=utf-8, false",
        "not a type, true"
    })
    void pages_are_told_from_what_a_browser_only_shows(String type, boolean active) {
        assertThat(DetectedType.isActive(type)).isEqualTo(active);
    }
}
