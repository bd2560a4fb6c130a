package io.serai.config;

import java.nio.file.Path;
import java.util.List;

/** The program and its doors: addresses, sizes, folders, mode. */
public final class ProgramSettings {
    private ProgramSettings() {}

    public static final Setting<String> HOST = Setting.of(
            "serai.host",
            Kind.TEXT,
            "127.0.0.1",
            "Address the REST door listens on. Any address but a loopback one needs `serai.api-keys`.");
    public static final Setting<Integer> PORT =
            Setting.of("serai.port", Kind.integer(0, 65535), "8080", "Port of the REST door; 0 takes a free one.");
    public static final Setting<Integer> MANAGEMENT_PORT = Setting.of(
            "serai.management.port",
            Kind.integer(0, 65535),
            "9876",
            "Port of health and metrics, on 127.0.0.1; 0 takes a free one.");
    public static final Setting<Long> MAX_BODY = Setting.of(
            "serai.max-body", Kind.SIZE_KIND, "10MB", "Largest request body the REST door takes, uploads apart.");
    public static final Setting<Long> MAX_UPLOAD =
            Setting.of("serai.max-upload", Kind.SIZE_KIND, "1GB", "Largest object that can be uploaded.");
    public static final Setting<Path> DATA =
            Setting.of("serai.data", Kind.FOLDER, "./serai-data", "Folder of inbox, results and local storage.");
    public static final Setting<String> MODE = Setting.of(
            "serai.mode",
            Kind.oneOf("auto", "live", "sandbox"),
            "auto",
            "`auto` is live when the upstream `openai` has a key or another upstream is configured, else sandbox. In `live` a missing key is an error at start.");
    public static final Setting<Path> ROUTES =
            Setting.of("serai.routes", Kind.FOLDER, null, "Folder of YAML routes to use instead of those in the jar.");
    public static final Setting<Boolean> ROUTES_RELOAD = Setting.of(
            "serai.routes.reload",
            Kind.FLAG,
            "false",
            "Whether changes in the folder `serai.routes` take effect while Serai runs. Routes are code: who can write into that folder can do what Serai can.");
    public static final Setting<String> LANGUAGE = Setting.of(
            "serai.language",
            Kind.oneOf("en", "zh"),
            "en",
            "Language of remedies written for people, such as in `name.error.json`.");

    public static final Setting<String> LOG_FORMAT = Setting.of(
            "serai.log.format",
            Kind.oneOf("text", "json"),
            "text",
            "How the program writes its log: lines for people, or one JSON object a line.");
    public static final Setting<Boolean> LOG_CALLS = Setting.of(
            "serai.log.calls",
            Kind.FLAG,
            "true",
            "Whether every call is one line of the log, on the logger `io.serai.calls`; never with its content.");

    public static final Setting<Boolean> TRACE_SDK = Setting.of(
            "serai.trace.sdk",
            Kind.FLAG,
            "false",
            "Whether the program starts the OpenTelemetry SDK in its jar, which the usual `OTEL_...` variables configure. With OpenTelemetry's agent, and in an application that has an SDK, there are traces without this.");
    public static final Setting<Boolean> TRACE_CONTENT = Setting.of(
            "serai.trace.content",
            Kind.FLAG,
            "false",
            "Whether traces hold prompts and replies. Who can read the traces can read them.");

    static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            MANAGEMENT_PORT,
            MAX_BODY,
            MAX_UPLOAD,
            DATA,
            MODE,
            ROUTES,
            ROUTES_RELOAD,
            LANGUAGE,
            LOG_FORMAT,
            LOG_CALLS,
            TRACE_SDK,
            TRACE_CONTENT);
}
