package dev.verdict.reports.junit;

import dev.verdict.contract.Verdict;
import dev.verdict.reports.Position;
import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.ProblemLog;
import dev.verdict.reports.ReportFormat;
import dev.verdict.reports.ReportedCase;
import dev.verdict.reports.Totals;
import dev.verdict.reports.text.BoundedText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/** Walks through one file and hands on each case at its end. */
final class JUnitDocument {
  private static final Set<String> HARMLESS_IN_A_CASE =
      Set.of("attachments", "attachment", "tags", "tag", "traits", "url", "description", "steps");

  private final XmlStream xml;
  private final ProblemLog log;
  private final Consumer<ReportedCase> cases;
  private final CaseAttributes caseAttributes;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Set<String> unknownElements = new HashSet<>();
  private Totals totals = Totals.NONE;

  JUnitDocument(XmlStream xml, ProblemLog log, Consumer<ReportedCase> cases) {
    this.xml = xml;
    this.log = log;
    this.cases = cases;
    this.caseAttributes = new CaseAttributes(log);
  }

  Totals totals() {
    return totals;
  }

  /** Returns at the proper end of the file, and only there. */
  void read() throws BrokenXml {
    for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> frames.push(begin(xml.name()));
        case XMLStreamConstants.END_ELEMENT -> end(frames.pop());
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            xml.text(frames.isEmpty() ? null : frames.peek().text());
        case XMLStreamConstants.COMMENT -> comment(xml.comment());
        case XMLStreamConstants.DTD ->
            log.error(
                ProblemCode.DOCTYPE, "<!DOCTYPE …> (expected: none in a report)", xml.position());
        default -> {}
      }
    }
  }

  /** For the message about a file that ends too early. */
  String whereItStopped() {
    String place = "the file";
    for (Frame frame : frames) {
      if (frame instanceof Frame.Case open) {
        place = open.testCase().title();
        break;
      }
      if (frame instanceof Frame.Suite open) {
        place = open.suite().title();
        break;
      }
    }
    return "inside of " + place + ", after " + totals.tests() + " whole test cases";
  }

  private Frame begin(String element) throws BrokenXml {
    Frame top = frames.peek();
    while (top instanceof Frame.Unknown unknown) {
      top = unknown.around();
    }
    return switch (top) {
      case null -> beginRoot(element);
      case Frame.Suite open -> beginIn(open, open.suite(), open.suite().outcomes(), element);
      case Frame.Case open ->
          beginIn(open, open.testCase().suite(), open.testCase().outcomes(), element);
      case Frame.Outcome open -> {
        // Surefire repeats the output of a try in here.
        boolean output = element.equals("system-out") || element.equals("system-err");
        yield output ? new Frame.Dropped() : new Frame.Text(open.text());
      }
      case Frame.Text open -> open;
      case Frame.Dropped open -> open;
      case Frame.Unknown open -> open;
    };
  }

  private Frame beginRoot(String element) throws BrokenXml {
    ReportFormat format = ReportFormat.ofRoot(element, "");
    if (format != ReportFormat.JUNIT_XML) {
      String found =
          format == ReportFormat.OTHER_XML ? "XML with <" + element + ">" : format.label();
      throw new BrokenXml(ProblemCode.WRONG_FORMAT, JUnitReader.notJUnit(found), xml.position());
    }
    return beginSuite(element, null);
  }

  private Frame beginSuite(String element, @Nullable OpenSuite parent) throws BrokenXml {
    Position position = xml.position();
    Attributes attributes = xml.attributes();
    DeclaredCounts declared = DeclaredCounts.of(attributes, log, position);
    return new Frame.Suite(OpenSuite.of(element, attributes, declared, parent, position));
  }

  private Frame beginIn(Frame around, OpenSuite suite, Outcomes outcomes, String element)
      throws BrokenXml {
    OutcomeKind kind = OutcomeKind.of(element);
    if (kind != null) {
      return new Frame.Outcome(OpenOutcome.of(kind, xml.attributes()), outcomes);
    }
    return switch (element) {
      case "testsuites", "testsuite" -> beginSuite(element, suite);
      case "testcase" ->
          new Frame.Case(caseAttributes.open(xml.attributes(), suite, xml.position()));
      case "system-out" -> output(around instanceof Frame.Case c ? c.testCase().systemOut() : null);
      case "system-err" -> output(around instanceof Frame.Case c ? c.testCase().systemErr() : null);
      case "properties" -> new Frame.Dropped();
      default -> unknown(around, element);
    };
  }

  private static Frame output(@Nullable BoundedText text) {
    return text == null ? new Frame.Dropped() : new Frame.Text(text);
  }

  private Frame unknown(Frame around, String element) {
    if (around instanceof Frame.Case open
        && !HARMLESS_IN_A_CASE.contains(element)
        && unknownElements.add(element)) {
      log.warning(
          ProblemCode.UNKNOWN_ELEMENT,
          "<"
              + element
              + "> in "
              + open.testCase().title()
              + " (expected: such as failure, skipped)",
          xml.position());
    }
    return new Frame.Unknown(around);
  }

  private void end(Frame frame) {
    switch (frame) {
      case Frame.Suite open -> endSuite(open.suite());
      case Frame.Case open -> endCase(open.testCase());
      case Frame.Outcome open -> open.owner().add(open.outcome());
      case Frame.Text text -> {}
      case Frame.Unknown unknown -> {}
      case Frame.Dropped dropped -> {}
    }
  }

  private void endCase(OpenCase testCase) {
    testCase.suite().found().add(testCase);
    handOn(testCase.finished());
  }

  private void endSuite(OpenSuite suite) {
    Verdict own = suite.outcomes().verdict();
    if (own != null && !own.isGood()) {
      suite.found().addOutcomes(own, suite.outcomes());
      log.warning(
          ProblemCode.FAILURE_OUTSIDE_CASE,
          suite.title() + " failed outside of its test cases (counted as one more test)",
          suite.position());
      handOn(suite.ownFailure(own));
    }
    CountCheck.check(suite, log);
    for (Frame around : frames) {
      if (around instanceof Frame.Suite parent) {
        parent.suite().found().addNested(suite.found());
        break;
      }
    }
  }

  private void handOn(ReportedCase finished) {
    totals = totals.plus(finished.verdict());
    cases.accept(finished);
  }

  private void comment(String comment) {
    if (frames.peek() instanceof Frame.Suite open) {
      open.suite().found().addSummary(NodeSummary.bad(comment));
    }
  }
}
