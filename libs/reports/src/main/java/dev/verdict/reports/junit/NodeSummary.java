package dev.verdict.reports.junit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comments at the end of a report of Node's own test runner, such as {@code fail 1}. */
final class NodeSummary {
  private static final Pattern BAD = Pattern.compile("(?:fail|cancelled) (\\d{1,6})");

  private NodeSummary() {}

  /** How many failures the comment speaks of; 0 for any other comment. */
  static int bad(String comment) {
    Matcher matcher = BAD.matcher(comment);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
