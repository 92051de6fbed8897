package dev.verdict.reports.write;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.write.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Verdicts and counts in words, the same in every format that people read. */
public final class VerdictWords {
  private VerdictWords() {}

  /** How many tests have a verdict; {@code verdict} is absent for those that have none yet. */
  public record Count(String word, @Nullable Verdict verdict, int number) {}

  /** The verdict of a run as a word of its own. */
  public static String title(ReportedRun run) {
    Verdict verdict = run.verdict();
    if (verdict == null) {
      return "Not finished";
    }
    return switch (verdict) {
      case PASSED -> "Passed";
      case SKIPPED -> "Skipped";
      case FAILED -> "Failed";
      case ERROR -> "Error";
      case TIMEOUT -> "Timed out";
      case LOST -> "Lost tests";
      case CANCELLED -> "Cancelled";
    };
  }

  /** Every verdict, the bad ones first; pending only where there are some. */
  public static List<Count> all(Counts counts) {
    List<Count> all = new ArrayList<>();
    all.add(new Count("failed", Verdict.FAILED, counts.failed()));
    all.add(new Count("error", Verdict.ERROR, counts.error()));
    all.add(new Count("timeout", Verdict.TIMEOUT, counts.timeout()));
    all.add(new Count("lost", Verdict.LOST, counts.lost()));
    all.add(new Count("cancelled", Verdict.CANCELLED, counts.cancelled()));
    if (counts.pending() > 0) {
      all.add(new Count("pending", null, counts.pending()));
    }
    all.add(new Count("skipped", Verdict.SKIPPED, counts.skipped()));
    all.add(new Count("passed", Verdict.PASSED, counts.passed()));
    return all;
  }

  /** Such as {@code 3 failed, 1 lost, 56 passed of 60 tests}. */
  public static String counts(Counts counts) {
    String words =
        all(counts).stream()
            .filter(count -> count.number() > 0)
            .map(count -> Numbers.words(count.number()) + " " + count.word())
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "no tests" : words + " of " + Numbers.of(counts.total(), "test");
  }

  public static @Nullable String shortCommit(@Nullable String commit) {
    return commit != null && commit.matches("[0-9a-f]{40,64}") ? commit.substring(0, 10) : commit;
  }
}
