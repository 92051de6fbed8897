package dev.verdict.reports.coverage;

import dev.verdict.reports.junit.HardenedParser;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** {@code <coverage>} of Cobertura, which many tools write, and {@code <report>} of JaCoCo. */
final class CoverageXml {
  private final XMLStreamReader xml;
  private final Coverage into;
  private final Deque<String> packages = new ArrayDeque<>();
  private @Nullable String file;

  private CoverageXml(XMLStreamReader xml, Coverage into) {
    this.xml = xml;
    this.into = into;
  }

  static void read(Reader characters, Coverage into) throws XMLStreamException {
    XMLStreamReader xml = HardenedParser.over(characters);
    try {
      new CoverageXml(xml, into).document();
    } finally {
      xml.close();
    }
  }

  private void document() throws XMLStreamException {
    boolean root = true;
    boolean jacoco = false;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        String name = xml.getLocalName();
        if (root) {
          root = false;
          jacoco = name.equals("report");
          if (!jacoco && !name.equals("coverage")) {
            throw new NoCoverage("<" + name + "> (expected: <coverage> or <report>)");
          }
        } else if (jacoco) {
          startOfJacoco(name);
        } else {
          startOfCobertura(name);
        }
      } else if (event == XMLStreamConstants.END_ELEMENT
          && jacoco
          && xml.getLocalName().equals("package")) {
        packages.pop();
      }
    }
    if (root) {
      throw new NoCoverage("empty (expected: <coverage> or <report>)");
    }
  }

  private void startOfCobertura(String name) {
    if (name.equals("class")) {
      file = attribute("filename");
    } else if (name.equals("line") && file != null) {
      // The lines of methods stand there twice, which changes nothing.
      into.line(file, number("number"), number("hits") > 0);
    }
  }

  private void startOfJacoco(String name) {
    switch (name) {
      case "package" -> packages.push(attribute("name"));
      case "sourcefile" -> file = String.join("/", packages) + "/" + attribute("name");
      case "line" -> {
        boolean hasCode = number("mi") + number("ci") > 0;
        if (hasCode && file != null) {
          into.line(file, number("nr"), number("ci") > 0);
        }
      }
      default -> {}
    }
  }

  private String attribute(String name) {
    String value = xml.getAttributeValue(null, name);
    if (value == null) {
      throw new NoCoverage("<" + xml.getLocalName() + "> without " + name);
    }
    return value;
  }

  /** More runs than an int holds are still some. */
  private int number(String name) {
    return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(attribute(name).strip()));
  }
}
