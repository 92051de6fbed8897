package dev.verdict.reports.write.xml;

import dev.verdict.contract.api.TestView;
import java.io.IOException;
import java.util.Objects;

/** Test cases as Jenkins, and most others, read them: message and type as attributes. */
final class JenkinsCases implements CaseDialect {

  @Override
  public void startSuite() {}

  @Override
  public void write(TestView test, String className, XmlOut xml) throws IOException {
    xml.start("testcase")
        .attribute("classname", className)
        .attribute("name", test.name())
        .seconds(test.seconds());
    String detail = Objects.requireNonNullElse(test.detail(), "");
    switch (CaseOutcome.of(test)) {
      case SUCCESS -> {
        if (test.flaky()) {
          xml.start("flakyFailure")
              .attribute("message", CaseWords.FLAKY)
              .attribute("type", "flaky")
              .endInLine()
              .end();
        } else {
          xml.endInLine();
        }
      }
      case SKIPPED -> xml.start("skipped").attribute("message", test.message()).endInLine().end();
      case FAILURE -> problem(xml, "failure", test, detail);
      case ERROR -> problem(xml, "error", test, detail);
    }
  }

  private static void problem(XmlOut xml, String element, TestView test, String detail)
      throws IOException {
    xml.start(element)
        .attribute("message", CaseWords.message(test))
        .attribute("type", CaseWords.type(test))
        .text(detail)
        .endInLine()
        .end();
  }
}
