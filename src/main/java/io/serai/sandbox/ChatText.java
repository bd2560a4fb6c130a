package io.serai.sandbox;

/** The placeholder text of a chat reply: prose that echoes the prompt's start, or a JSON text. */
final class ChatText {
    private static final int ECHO = 80;

    private ChatText() {}

    static String reply(Messages messages, ReplyFormat format) {
        if (!format.json()) {
            return prose(messages.asked());
        }
        var schema = format.schema() != null ? format.schema() : Story.schemaIn(messages.all());
        if (schema != null) {
            return JsonInstance.of(schema, Prose.of(Story.in(messages.asked()))).toString();
        }
        return Json.object()
                .put("sandbox", true)
                .put("answer", prose(messages.asked()))
                .toString();
    }

    private static String prose(String asked) {
        String echo = Tokens.start(asked, ECHO);
        return Tokens.cjk(asked)
                ? "[sandbox] 您说的是：“" + echo + "”。这是本地占位回答，没有调用真实模型。"
                : "[sandbox] You said: \"" + echo + "\". This is a local placeholder; no real model was called.";
    }
}
