import io.serai.Serai;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A plain Camel context: the dependency and one property make Serai's operations endpoints of it. */
public class PlainHost {
    public static void main(String[] args) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().addInitialProperty("serai.mode", "sandbox");
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:ask").to("direct:llm-chat").setBody(simple("${body.text}"));
                }
            });
            context.start();
            System.out.println(context.createProducerTemplate().requestBody("direct:ask", "Why do camels have humps?"));
            System.out.println(Serai.of(context).llm().chatCompletion("And how many?"));
        }
    }
}
