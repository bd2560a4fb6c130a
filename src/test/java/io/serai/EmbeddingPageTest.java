package io.serai;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.testing.EmbeddersJars;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** What the page says an embedder gets is what the build gives. */
class EmbeddingPageTest {
    private static final Path PAGE = Path.of("src/main/docs/embedding.md");

    @Test
    void the_page_lists_the_dependencies_that_an_embedder_gets() throws Exception {
        String page = Files.readString(PAGE);
        String list = page.substring(page.indexOf("<!-- dependencies -->"), page.indexOf("<!-- end -->"));
        List<String> said = list.lines()
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2))
                .toList();

        assertThat(said).isEqualTo(mandatory());
    }

    @Test
    void the_page_lists_all_the_jars_that_come_with_them_and_their_weight() throws Exception {
        SortedSet<String> jars = EmbeddersJars.with(mandatory());

        assertThat(allJars())
                .isEqualTo(jars.stream()
                        .map(name -> name.replaceFirst(".*:", ""))
                        .sorted()
                        .toList());
        assertThat(Files.readString(PAGE)).contains("are " + jars.size() + " jars of " + megabytes(jars) + " MB");
    }

    /** Names without groups, as the page has them. */
    static List<String> allJars() throws IOException {
        String page = Files.readString(PAGE);
        String list = page.substring(
                page.indexOf("<!-- all -->") + "<!-- all -->".length(), page.indexOf("<!-- end of all -->"));
        return Pattern.compile("`([^`]+)`")
                .matcher(list)
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    /** Their files are on this class path, with a version behind the name. */
    private static long megabytes(SortedSet<String> jars) throws Exception {
        long bytes = 0;
        for (String jar : jars) {
            String name = jar.replaceFirst(".*:", "") + "-\\d[^/]*\\.jar";
            String folder = jar.replace('.', '/').replaceFirst(":.*", "");
            List<String> files = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .filter(file -> file.contains(folder)
                            && file.replaceFirst(".*/", "").matches(name))
                    .toList();
            assertThat(files).as(jar).hasSize(1);
            bytes += Files.size(Path.of(files.get(0)));
        }
        return Math.round(bytes / 1e6);
    }

    private static List<String> mandatory() throws Exception {
        var pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        var xpath = XPathFactory.newInstance().newXPath();
        NodeList nodes = (NodeList) xpath.evaluate(
                "/project/dependencies/dependency[not(optional='true') and not(scope)]", pom, XPathConstants.NODESET);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add(xpath.evaluate("groupId", nodes.item(i)) + ":" + xpath.evaluate("artifactId", nodes.item(i)));
        }
        return found;
    }
}
