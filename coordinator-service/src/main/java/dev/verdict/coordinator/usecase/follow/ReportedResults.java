package dev.verdict.coordinator.usecase.follow;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.TestOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the reports of a run say.
 *
 * @param files how many were read
 * @param broken whether one could not be read to its end
 * @param problems what makes them untrustworthy
 */
public record ReportedResults(
    List<TestOutcome> tests, int files, boolean broken, List<String> problems) {
  public ReportedResults {
    tests = List.copyOf(tests);
    problems = List.copyOf(problems);
  }

  AttemptNews.Report told() {
    return new AttemptNews.Report(files, tests.size(), true, problems);
  }

  @Nullable LostReason lostReason() {
    return broken ? LostReason.BROKEN_REPORT : null;
  }
}
