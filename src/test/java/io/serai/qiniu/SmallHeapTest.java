package io.serai.qiniu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.testing.KodoCall;
import io.serai.testing.KodoDouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 200 MB pass both ways in a heap of 64 MB. */
class SmallHeapTest {
    @TempDir
    Path folder;

    @Test
    void a_large_object_goes_to_kodo_and_back() throws Exception {
        try (KodoDouble kodo = KodoDouble.start()) {
            Map<String, String> settings = KodoFixture.settings(kodo, false);
            settings.put("serai.mode", "sandbox");

            assertThat(run(settings)).contains("the same 209715200 bytes");
            assertThat(kodo.count(KodoCall.UPLOAD_PART)).isEqualTo(50);
        }
    }

    @Test
    void a_large_object_goes_to_the_folder_and_back() throws Exception {
        Map<String, String> settings = Map.of(
                "serai.mode", "sandbox", "serai.data", folder.resolve("data").toString());

        assertThat(run(settings)).contains("the same 209715200 bytes");
    }

    private String run(Map<String, String> settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                LargeObjects.class.getName(),
                folder.toString()));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
