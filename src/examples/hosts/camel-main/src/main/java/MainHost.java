import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** Camel Main: settings go into application.properties, as {@code serai.*}. */
public class MainHost {
    public static void main(String[] args) throws Exception {
        Main main = new Main();
        main.addInitialProperty("serai.mode", "sandbox");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:ask?repeatCount=1&delay=0")
                        .setBody(constant("Why do camels have humps?"))
                        .to("kamelet:serai-llm-chat-action?temperature=0.2")
                        .log("${body}")
                        .process(exchange -> main.completed());
            }
        });
        main.run();
    }
}
