package io.serai;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.testing.SeraiProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTest {
    @TempDir
    Path folder;

    @Test
    void sigterm_ends_the_program_with_0() {
        try (SeraiProcess serai = SeraiProcess.start(folder, Map.of())) {
            serai.terminate();

            assertThat(serai.exitCode()).isZero();
            assertThat(serai.log()).contains("SANDBOX").contains("Stopped.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SERAI_HOST, 0.0.0.0, serai.api-keys",
        "SERAI_HOST, no.such.host.invalid, is not an address of this machine",
        "SERAI_PROT, 80, did you mean serai.port?",
        "SERAI_PORT, 65536, serai.port: '65536' is not a whole number from 0 to 65535",
        "SERAI_MODE, live, OPENAI_API_KEY",
        "SERAI_DATA, /proc/none, serai.data: cannot write",
        "SERAI_ROUTES, /no/such/folder, there is no folder",
        "SERAI_DEADLINE, soon, serai.deadline: 'soon' is not a duration",
        "LC_ALL, C, LC_ALL=C.UTF-8"
    })
    void a_bad_setting_ends_the_start_with_one_plain_sentence(String variable, String value, String says) {
        try (SeraiProcess serai = SeraiProcess.launch(folder, Map.of(variable, value))) {
            assertThat(serai.exitCode()).isEqualTo(2);
            assertThat(serai.log().strip()).startsWith("serai: ").contains(says).doesNotContain("\n");
        }
    }

    @Test
    void a_taken_port_ends_the_start_with_one_plain_sentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SeraiProcess serai =
                        SeraiProcess.launch(folder, Map.of("SERAI_PORT", String.valueOf(taken.getLocalPort())))) {
            assertThat(serai.exitCode()).isEqualTo(2);
            assertThat(serai.log()).contains("serai.port: cannot listen on").contains("Choose another port");
        }
    }

    @Test
    void the_file_is_read_as_utf_8_and_the_environment_beats_it() throws IOException {
        Files.writeString(folder.resolve("application.properties"), "serai.data=./数据\nserai.language=zh\n");

        try (SeraiProcess serai = SeraiProcess.start(folder, Map.of("SERAI_LANGUAGE", "en"))) {
            assertThat(folder.resolve("数据/inbox")).exists();
        }
    }
}
