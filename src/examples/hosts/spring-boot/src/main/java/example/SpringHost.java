package example;

import io.serai.Serai;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A Spring Boot application: settings are {@code serai.*} in application.properties, profiles and all. */
@SpringBootApplication
public class SpringHost {
    public static void main(String[] args) {
        System.exit(SpringApplication.exit(SpringApplication.run(SpringHost.class, args)));
    }

    @Bean
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to("kamelet:serai-llm-chat-action?temperature=0.2");
            }
        };
    }

    @Bean
    CommandLineRunner ask(CamelContext context, ProducerTemplate template) {
        return args -> {
            System.out.println("kamelet: " + template.requestBody("direct:ask", "Why do camels have humps?"));
            System.out.println("java: " + Serai.of(context).llm().chatCompletion("And how many?"));
            System.out.println("routes: " + context.getRoutes().size());
        };
    }
}
