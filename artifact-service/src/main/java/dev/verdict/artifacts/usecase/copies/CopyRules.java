package dev.verdict.artifacts.usecase.copies;

import java.time.Duration;

/**
 * What is copied of failed runs.
 *
 * @param on whether anything is
 * @param lead so long before the CI system throws a file away it is copied
 * @param fileBytes a larger file is not copied
 * @param runBytes of all files of a run together, as the CI system tells their sizes
 * @param runFiles of a run
 * @param concurrency copies under way at once, in this process
 */
public record CopyRules(
    boolean on, Duration lead, long fileBytes, long runBytes, int runFiles, int concurrency) {
  public static final CopyRules USUAL =
      new CopyRules(true, Duration.ofDays(2), 256L << 20, 1L << 30, 100, 2);
}
