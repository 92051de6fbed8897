package dev.verdict.reports.write.xml;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What Jenkins' schema for JUnit XML (junit-10 of its xUnit plugin) allows, as a table. */
final class JenkinsRules {
  private record Rule(Set<String> children, Set<String> required, Set<String> optional) {}

  private static final Rule PROBLEM = new Rule(Set.of(), Set.of(), Set.of("type", "message"));
  private static final Rule RERUN =
      new Rule(Set.of("stackTrace", "system-out", "system-err"), Set.of("type"), Set.of("message"));
  private static final Rule OUTPUT = new Rule(Set.of(), Set.of(), Set.of());
  private static final Set<String> WITH_TEXT =
      Set.of(
          "failure",
          "error",
          "skipped",
          "system-out",
          "system-err",
          "stackTrace",
          "rerunFailure",
          "rerunError",
          "flakyFailure",
          "flakyError");
  private static final Pattern TIME = Pattern.compile("[0-9,]*(\\.[0-9]*)?");

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry(
              "testsuites",
              new Rule(
                  Set.of("testsuite"),
                  Set.of(),
                  Set.of("name", "time", "tests", "failures", "errors"))),
          Map.entry(
              "testsuite",
              new Rule(
                  Set.of("testsuite", "properties", "testcase", "system-out", "system-err"),
                  Set.of("name", "tests", "failures", "errors"),
                  Set.of(
                      "group",
                      "time",
                      "skipped",
                      "timestamp",
                      "hostname",
                      "id",
                      "package",
                      "file",
                      "log",
                      "url"))),
          Map.entry(
              "testcase",
              new Rule(
                  Set.of(
                      "skipped",
                      "error",
                      "failure",
                      "rerunFailure",
                      "rerunError",
                      "flakyFailure",
                      "flakyError",
                      "system-out",
                      "system-err"),
                  Set.of("name"),
                  Set.of("time", "classname", "group"))),
          Map.entry("properties", new Rule(Set.of("property"), Set.of(), Set.of())),
          Map.entry("property", new Rule(Set.of(), Set.of("name", "value"), Set.of())),
          Map.entry("failure", PROBLEM),
          Map.entry("error", PROBLEM),
          Map.entry("skipped", PROBLEM),
          Map.entry("rerunFailure", RERUN),
          Map.entry("rerunError", RERUN),
          Map.entry("flakyFailure", RERUN),
          Map.entry("flakyError", RERUN),
          Map.entry("system-out", OUTPUT),
          Map.entry("system-err", OUTPUT),
          Map.entry("stackTrace", OUTPUT));

  private JenkinsRules() {}

  /** Adds what is against the rules, in the element and below. */
  static void check(Element element, List<String> problems) {
    Rule rule = RULES.get(element.getTagName());
    if (rule == null) {
      problems.add("unknown element " + element.getTagName());
      return;
    }
    for (String name : rule.required()) {
      if (!element.hasAttribute(name)) {
        problems.add(element.getTagName() + " lacks " + name);
      }
    }
    for (int at = 0; at < element.getAttributes().getLength(); at++) {
      String name = element.getAttributes().item(at).getNodeName();
      if (!rule.required().contains(name) && !rule.optional().contains(name)) {
        problems.add(element.getTagName() + " has " + name);
      }
    }
    if (!TIME.matcher(element.getAttribute("time")).matches()) {
      problems.add("time " + element.getAttribute("time"));
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        if (!rule.children().contains(inner.getTagName())) {
          problems.add(element.getTagName() + " holds " + inner.getTagName());
        }
        check(inner, problems);
      } else if (!child.getNodeValue().isBlank() && !WITH_TEXT.contains(element.getTagName())) {
        problems.add(element.getTagName() + " holds text");
      }
    }
  }
}
