package io.serai;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** The names in Spring's environment, which Camel can ask by name but not list. Loaded only where there is Spring. */
final class SpringSettings {
    /** How Spring writes an entry of a YAML list. */
    private static final Pattern ENTRY = Pattern.compile("(.+)\\[\\d+]");

    private SpringSettings() {}

    static void addNames(CamelContext context, String prefix, Map<String, String> found) {
        for (ConfigurableEnvironment environment : context.getRegistry().findByType(ConfigurableEnvironment.class)) {
            for (PropertySource<?> source : environment.getPropertySources()) {
                if (source instanceof EnumerablePropertySource<?> listed) {
                    for (String name : listed.getPropertyNames()) {
                        if (name.startsWith(prefix)) {
                            add(environment, name, found);
                        }
                    }
                }
            }
        }
    }

    private static void add(ConfigurableEnvironment environment, String name, Map<String, String> found) {
        Matcher entry = ENTRY.matcher(name);
        if (entry.matches()) {
            StringBuilder joined = new StringBuilder();
            for (int i = 0; environment.containsProperty(entry.group(1) + "[" + i + "]"); i++) {
                joined.append(i == 0 ? "" : ",").append(environment.getProperty(entry.group(1) + "[" + i + "]"));
            }
            found.put(entry.group(1), joined.toString());
        } else {
            found.put(name, String.valueOf(environment.getProperty(name)));
        }
    }
}
