package dev.verdict.reports.write.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers in words. */
public final class Numbers {
  private Numbers() {}

  /** With a comma between the thousands. */
  public static String words(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** The number and its noun, such as {@code 1 test} and {@code 1,204 tests}. */
  public static String of(long number, String one, String many) {
    return words(number) + " " + (number == 1 ? one : many);
  }

  public static String of(long number, String noun) {
    return of(number, noun, noun + "s");
  }

  /** At most six digits that matter, without an exponent where it can be helped. */
  public static String measured(double value) {
    if (!Double.isFinite(value)) {
      return "not a number";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return words((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
    return Math.abs(value) < 1e-6 || Math.abs(value) >= 1e15
        ? rounded.toString()
        : rounded.toPlainString();
  }
}
