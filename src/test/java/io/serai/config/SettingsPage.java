package io.serai.config;

/** Renders the page of all settings from the table that the program itself reads. */
final class SettingsPage {
    private SettingsPage() {}

    static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Settings

                Generated from the code; a test holds it true. An environment variable beats a system property beats
                `application.properties` in the folder Serai is started in. The variable of a key is its name in capitals with
                `_` for `.` and `-`: `serai.max-body` is `SERAI_MAX_BODY`. `<name>` is a name you choose. Durations take `500ms`,
                `2s`, `1m`, `1h`; sizes take `512KB`, `64MB`, `1GB`. An unknown key or a value that is not allowed stops the start.

                | key | default | value | meaning |
                |---|---|---|---|
                """);
        for (Setting<?> setting : SeraiSettings.ALL) {
            page.append("| `%s` | %s | %s | %s%s |%n"
                    .formatted(
                            setting.key(),
                            setting.fallback() == null ? "" : "`" + setting.fallback() + "`",
                            setting.type().allowed().replace("|", "\\|"),
                            setting.meaning(),
                            setting.secret() ? " Secret: shown nowhere." : ""));
        }
        return page.toString();
    }
}
