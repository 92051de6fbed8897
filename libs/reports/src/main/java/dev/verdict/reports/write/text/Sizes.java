package dev.verdict.reports.write.text;

import java.util.Locale;

/** Sizes of files in words. */
public final class Sizes {
  private static final String[] UNITS = {"KB", "MB", "GB", "TB", "PB", "EB"};

  private Sizes() {}

  /** Such as {@code 2.3 KB}; a kilobyte has 1,024 bytes. */
  public static String words(long bytes) {
    if (bytes < 1024) {
      return bytes == 1 ? "1 byte" : Math.max(0, bytes) + " bytes";
    }
    double size = bytes / 1024.0;
    int unit = 0;
    // 1023.95 would be rounded to 1024.0.
    while (size >= 1023.95 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }
}
