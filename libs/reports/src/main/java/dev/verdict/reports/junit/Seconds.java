package dev.verdict.reports.junit;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the attribute {@code time}, which tools write in the way of their country. */
final class Seconds {
  private static final Pattern NUMBER =
      Pattern.compile("([0-9.,]*[0-9][.,]?)((?:[eE][+-]?\\d+)?)(m?s)?");

  private Seconds() {}

  /** Empty where it is no number of seconds; 0 where there is nothing to read. */
  static OptionalDouble parse(String text) {
    String compact = text.replaceAll("[\\s\\u00a0\\u202f'’_]", "");
    if (compact.isEmpty()) {
      return OptionalDouble.of(0);
    }
    Matcher matcher = NUMBER.matcher(compact);
    if (!matcher.matches()) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(withPoint(matcher.group(1)) + matcher.group(2));
      double seconds = "ms".equals(matcher.group(3)) ? value / 1000 : value;
      return Double.isFinite(seconds) ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /**
   * Only the last separator can be the decimal one, and only if it stands there once. A single
   * comma is decimal: "1,234" is a bit more than a second, since thousands of seconds without a
   * fraction are rarer than countries with a comma.
   */
  private static String withPoint(String digits) {
    int last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
    if (last < 0) {
      return digits;
    }
    char separator = digits.charAt(last);
    boolean once = digits.indexOf(separator) == last;
    String whole = digits.substring(0, once ? last : digits.length()).replaceAll("[.,]", "");
    return once ? whole + "." + digits.substring(last + 1) : whole;
  }
}
