import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** What the command {@code camel} does, for machines without JBang; needs camel-jbang-core on the class path. */
public class CamelRun {
    public static void main(String[] args) {
        CamelJBangMain.run(args);
    }
}
