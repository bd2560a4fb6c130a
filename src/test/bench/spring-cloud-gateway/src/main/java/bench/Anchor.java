package bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Spring Cloud Gateway that only proxies; its one route is configuration. */
@SpringBootApplication
public class Anchor {
    public static void main(String[] args) {
        SpringApplication.run(Anchor.class, args);
    }
}
