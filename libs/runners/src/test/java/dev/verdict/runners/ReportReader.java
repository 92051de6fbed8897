package dev.verdict.runners;

import dev.verdict.plugin.runner.ReportedTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads JUnit XML with nothing but the JDK. */
final class ReportReader {
  /** A reported test and its outcome: passed, failure, error or skipped. */
  record Outcome(ReportedTest test, String outcome) {}

  private ReportReader() {}

  /** Globs are absolute or relative to the root, as {@code TestRunner.reports} says. */
  static List<Outcome> read(Path root, List<String> globs) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (String glob : globs) {
      String absolute = glob.startsWith("/") ? glob : root + "/" + glob;
      for (Path file : matching(absolute)) {
        outcomes.addAll(readFile(file));
      }
    }
    return outcomes;
  }

  private static List<Path> matching(String glob) throws IOException {
    int star = glob.indexOf('*');
    String fixed = star < 0 ? glob : glob.substring(0, star);
    Path top = Path.of(fixed.substring(0, fixed.lastIndexOf('/')));
    if (!Files.isDirectory(top)) {
      return List.of();
    }
    var matcher = top.getFileSystem().getPathMatcher("glob:" + glob);
    try (Stream<Path> files = Files.walk(top)) {
      return files.filter(matcher::matches).sorted().toList();
    }
  }

  private static List<Outcome> readFile(Path file) throws IOException {
    try {
      NodeList cases =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(file.toFile())
              .getElementsByTagName("testcase");
      List<Outcome> outcomes = new ArrayList<>();
      for (int i = 0; i < cases.getLength(); i++) {
        outcomes.add(outcome((Element) cases.item(i)));
      }
      return outcomes;
    } catch (ParserConfigurationException | SAXException broken) {
      throw new IOException(file + ": " + broken.getMessage(), broken);
    }
  }

  private static Outcome outcome(Element test) {
    Element suite = (Element) test.getParentNode();
    String outcome = "passed";
    for (String bad : List.of("skipped", "failure", "error")) {
      outcome = test.getElementsByTagName(bad).getLength() > 0 ? bad : outcome;
    }
    return new Outcome(
        new ReportedTest(
            attribute(suite, "name"),
            attribute(test, "classname"),
            test.getAttribute("name"),
            attribute(test, "file")),
        outcome);
  }

  private static @Nullable String attribute(Element element, String name) {
    return element.hasAttribute(name) ? element.getAttribute(name) : null;
  }
}
