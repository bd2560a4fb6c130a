package io.serai.recipe;

import io.serai.image.Image;
import io.serai.tts.Speech;
import java.util.Base64;
import java.util.List;

/**
 * A story as one HTML file that opens anywhere, also offline: pictures and narrations are inside as {@code data:} URIs, all
 * text is escaped, and there is no script.
 */
final class StoryPage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="%s"%s>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="generator" content="Serai">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; --ink: #2b2620; --paper: #fbf7ef; --line: #d9cdb8; --note: #8a4b08 }
            @media (prefers-color-scheme: dark) { :root { --ink: #eee6d8; --paper: #201c17; --line: #4b4236; --note: #f0b060 } }
            * { box-sizing: border-box }
            body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 42rem; background: var(--paper); color: var(--ink);
              font: 1.125rem/1.75 Georgia, "Noto Serif CJK SC", "Songti SC", SimSun, serif; overflow-wrap: break-word }
            h1 { font-size: 1.9rem; line-height: 1.25; text-align: center; margin: 1rem 0 2rem }
            section { margin: 0 0 2.5rem; padding-bottom: 2rem; border-bottom: 1px solid var(--line) }
            section:last-of-type { border-bottom: 0 }
            img { display: block; width: 100%%; height: auto; border-radius: .5rem }
            audio { width: 100%%; margin-top: .75rem }
            p { margin: 1rem 0; white-space: pre-line }
            .note { border: 2px dashed var(--note); border-radius: .5rem; padding: .5rem 1rem; color: var(--note);
              font-family: system-ui, sans-serif; font-size: 1rem }
            </style>
            </head>
            <body>
            <main>
            <h1>%s</h1>
            """;

    private StoryPage() {}

    static String of(String title, List<Story.Scene> scenes, boolean sandbox) {
        StringBuilder all = new StringBuilder(title);
        scenes.forEach(scene -> all.append(scene.text()));
        String language = StoryLanguage.of(all.toString());
        String direction = language.equals("ar") || language.equals("he") ? " dir=\"rtl\"" : "";
        StringBuilder page = new StringBuilder(HEAD.formatted(language, direction, escape(title), escape(title)));
        if (sandbox) {
            page.append("<p class=\"note\">").append(note(language)).append("</p>\n");
        }
        scenes.forEach(scene -> section(page, scene));
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void section(StringBuilder page, Story.Scene scene) {
        Image image = scene.image();
        Speech speech = scene.narration();
        page.append("<section>\n<img alt=\"\" src=\"").append(data(image.contentType(), image.bytes()));
        page.append("\">\n<p>").append(escape(scene.text()));
        page.append("</p>\n<audio controls preload=\"metadata\" src=\"");
        page.append(data(speech.contentType(), speech.bytes())).append("\"></audio>\n</section>\n");
    }

    private static String note(String language) {
        return language.equals("zh")
                ? "沙盒作品：没有配置 API 密钥，这里的文字、图片和声音都是本机生成的占位内容。"
                : "Made by the sandbox: no API key is configured, so text, pictures and sound are placeholders.";
    }

    private static String data(String contentType, byte[] bytes) {
        return "data:" + escape(contentType) + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
