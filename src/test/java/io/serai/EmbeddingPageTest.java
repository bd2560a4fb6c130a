package io.serai;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** What the page says an embedder gets is what the build gives. */
class EmbeddingPageTest {
    @Test
    void the_page_lists_the_dependencies_that_an_embedder_gets() throws Exception {
        String page = Files.readString(Path.of("src/main/docs/embedding.md"));
        String list = page.substring(page.indexOf("<!-- dependencies -->"), page.indexOf("<!-- end -->"));
        List<String> said = list.lines()
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2))
                .toList();

        assertThat(said).isEqualTo(mandatory());
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
