package dev.verdict.bundles;

/**
 * What an archive may do to us.
 *
 * @param archiveBytes of the archive itself
 * @param contentBytes of all files in it
 * @param entries files, directories and links together
 * @param ratio content to archive, beyond the first megabytes; text compresses 5 to 20 times
 * @param depth directories below each other
 * @param nameLength of one path, in characters
 */
public record UnpackLimits(
    long archiveBytes, long contentBytes, int entries, int ratio, int depth, int nameLength) {
  public static final UnpackLimits DEFAULT =
      new UnpackLimits(1L << 30, 2L << 30, 250_000, 200, 100, 2_000);

  /** A ratio says nothing about a small archive. */
  static final long RATIO_COUNTS_FROM = 16L << 20;
}
