package example;

import io.serai.Serai;
import io.serai.llm.ChatReply;
import org.apache.camel.builder.RouteBuilder;

/** A Quarkus application: settings are {@code serai.*} in application.properties. */
public class QuarkusHost extends RouteBuilder {
    @Override
    public void configure() {
        from("timer:ask?repeatCount=1&delay=0")
                .setBody(constant("Why do camels have humps?"))
                .to("direct:llm-chat")
                .process(exchange -> {
                    ChatReply reply = exchange.getMessage().getBody(ChatReply.class);
                    System.out.println("endpoint: " + reply.text());
                    System.out.println(
                            "java: " + Serai.of(exchange.getContext()).llm().chatCompletion("And how many?"));
                });
    }
}
