package io.serai.console;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The files of the page, read once; nothing else of the jar can be asked for. */
final class ConsoleFiles {
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private final Map<String, Page> files = new LinkedHashMap<>();

    record Page(String contentType, Buffer content) {}

    ConsoleFiles() {
        own("", "index.html", "text/html; charset=utf-8");
        own("icon.svg", "icon.svg", "image/svg+xml");
        own("style.css", "style.css", "text/css; charset=utf-8");
        for (String script : new String[] {"app.js", "charts.js", "dom.js", "tables.js", "text.js", "try.js"}) {
            own(script, script, "text/javascript; charset=utf-8");
        }
        file("uPlot.esm.js", CHARTS + "uPlot.esm.js", "text/javascript; charset=utf-8");
        file("uPlot.min.css", CHARTS + "uPlot.min.css", "text/css; charset=utf-8");
    }

    Map<String, Page> all() {
        return files;
    }

    private void own(String path, String name, String type) {
        file(path, "/io/serai/console/" + name, type);
    }

    private void file(String path, String resource, String type) {
        try (InputStream in = Objects.requireNonNull(ConsoleFiles.class.getResourceAsStream(resource), resource)) {
            files.put(path, new Page(type, Buffer.buffer(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
