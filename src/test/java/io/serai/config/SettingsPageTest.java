package io.serai.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
    private static final Path PAGE = Path.of("src/main/docs/settings.md");

    @Test
    void the_settings_page_is_what_the_table_of_settings_says() throws IOException {
        String generated = SettingsPage.markdown();

        if (Boolean.getBoolean("serai.docs.write")) {
            Files.writeString(PAGE, generated);
        }

        assertThat(Files.readString(PAGE))
                .as("write it anew with: mvn test -Dtest=SettingsPageTest -Dserai.docs.write=true")
                .isEqualTo(generated);
    }
}
