package dev.verdict.reports.write.text;

/** Durations in words. */
public final class Durations {
  private Durations() {}

  /**
   * Such as {@code 4 ms}, {@code 3.2 s}, {@code 1 min 12 s}, {@code 2 h 5 min}, {@code 3 d 4 h}.
   */
  public static String words(double seconds) {
    if (!Double.isFinite(seconds) || seconds <= 0) {
      return "0 ms";
    }
    if (seconds < 0.0005) {
      return "<1 ms";
    }
    if (seconds < 0.9995) {
      return Math.round(seconds * 1000) + " ms";
    }
    if (seconds < 59.95) {
      long tenths = Math.round(seconds * 10);
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    long whole = Math.round(seconds);
    if (whole < 3600) {
      return two(whole / 60, "min", whole % 60, "s");
    }
    long minutes = Math.round(seconds / 60);
    if (minutes < 48 * 60) {
      return two(minutes / 60, "h", minutes % 60, "min");
    }
    long hours = Math.round(seconds / 3600);
    return two(hours / 24, "d", hours % 24, "h");
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    String words = large + " " + largeUnit;
    return small == 0 ? words : words + " " + small + " " + smallUnit;
  }
}
