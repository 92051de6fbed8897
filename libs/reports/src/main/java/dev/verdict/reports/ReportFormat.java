package dev.verdict.reports;

import dev.verdict.reports.text.ReportHead;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file is, as its first characters tell; so that a wrong one is called by its name. */
public enum ReportFormat {
  JUNIT_XML("JUnit XML"),
  TRX("TRX"),
  NUNIT_XML("NUnit XML"),
  XUNIT_XML("xUnit.net XML"),
  CTEST_XML("CTest dashboard XML"),
  BOOST_XML("Boost.Test XML"),
  COVERAGE_XML("coverage XML"),
  HTML("HTML"),
  OTHER_XML("another XML"),
  GO_TEST_JSON("go test JSON"),
  JSON("JSON"),
  TAP("TAP"),
  GZIP("gzip"),
  ZIP("zip"),
  TEXT("plain text"),
  EMPTY("an empty file");

  private static final Pattern ROOT = Pattern.compile("<([A-Za-z_][^\\s/>]*)([^>]*)");
  private static final Pattern PROLOG =
      Pattern.compile("<\\?.*?\\?>|<!--.*?-->|<!DOCTYPE[^>\\[]*(\\[.*?\\]\\s*)?>", Pattern.DOTALL);
  private static final Pattern TAP_LINE =
      Pattern.compile("\\A(TAP version \\d+|1\\.\\.\\d+|(not )?ok\\b).*", Pattern.DOTALL);

  private final String label;

  ReportFormat(String label) {
    this.label = label;
  }

  /** What people call it. */
  public String label() {
    return label;
  }

  public static ReportFormat of(ReportHead head) {
    if (head.startsWith(0x1f, 0x8b)) {
      return GZIP;
    }
    if (head.startsWith('P', 'K', 3, 4)) {
      return ZIP;
    }
    String text = head.text().strip();
    if (text.isEmpty()) {
      return EMPTY;
    }
    return switch (text.charAt(0)) {
      case '<' -> ofXml(text);
      case '{', '[' -> text.contains("\"Action\":") ? GO_TEST_JSON : JSON;
      default -> TAP_LINE.matcher(text).matches() ? TAP : TEXT;
    };
  }

  private static ReportFormat ofXml(String text) {
    if (text.toLowerCase(Locale.ROOT).startsWith("<!doctype html")) {
      return HTML;
    }
    Matcher root = ROOT.matcher(PROLOG.matcher(text).replaceAll(""));
    return root.lookingAt() || root.find() ? ofRoot(root.group(1), root.group(2)) : OTHER_XML;
  }

  /**
   * The format of an XML file.
   *
   * @param root the name of its first element, with or without a prefix
   * @param attributes the attributes as they are written, for the namespace in them
   */
  public static ReportFormat ofRoot(String root, String attributes) {
    return switch (root.substring(root.indexOf(':') + 1).toLowerCase(Locale.ROOT)) {
      case "testsuites", "testsuite" -> JUNIT_XML;
      case "testrun" -> attributes.contains("TeamTest") ? TRX : OTHER_XML;
      case "test-run", "test-results" -> NUNIT_XML;
      case "assemblies", "assembly" -> XUNIT_XML;
      case "site", "testing" -> CTEST_XML;
      case "testlog", "testresult" -> BOOST_XML;
      case "coverage" -> COVERAGE_XML;
      case "html" -> HTML;
      default -> OTHER_XML;
    };
  }
}
