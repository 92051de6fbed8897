package dev.verdict.worker.domain;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.message.AttemptNews;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the report files of an attempt said.
 *
 * @param read how many files were read
 * @param stale how many were there before, and so were not
 * @param broken whether a file could not be read to its end
 * @param tests how many different tests they held
 * @param problems what makes them untrustworthy
 */
public record ReportFacts(int read, int stale, boolean broken, int tests, List<String> problems) {
  public static final ReportFacts NONE = new ReportFacts(0, 0, false, 0, List.of());

  public ReportFacts {
    problems = List.copyOf(problems);
  }

  public AttemptNews.Report told(boolean expected) {
    return new AttemptNews.Report(read, tests, expected, problems);
  }

  /** Why there is no result to stand on; null when there is one. */
  public @Nullable LostReason lostReason() {
    if (broken) {
      return LostReason.BROKEN_REPORT;
    }
    if (tests > 0) {
      return null;
    }
    if (read > 0) {
      return LostReason.EMPTY_REPORT;
    }
    return stale > 0 ? LostReason.STALE_REPORT : LostReason.NO_REPORT;
  }
}
