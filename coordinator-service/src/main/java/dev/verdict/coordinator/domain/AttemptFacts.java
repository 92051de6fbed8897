package dev.verdict.coordinator.domain;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.message.AttemptNews.End;
import dev.verdict.contract.message.AttemptNews.Report;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about an attempt when it has ended.
 *
 * @param end how the worker says that it ended; absent when the worker was lost
 * @param ending whether the run as a whole was told to end
 * @param partsTold how many parts of results the worker sent, by its own word
 * @param partsReceived how many came
 * @param results verdicts that this attempt reported
 * @param unaccounted how much of the plan this attempt said nothing about
 */
public record AttemptFacts(
    @Nullable End end,
    Ending ending,
    @Nullable Integer exitCode,
    @Nullable String message,
    @Nullable LostReason lostReason,
    Report report,
    int partsTold,
    int partsReceived,
    Map<Verdict, Integer> results,
    int unaccounted) {

  public int reported() {
    return results.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The worst verdict that was reported; passed when nothing was. */
  public Verdict worst() {
    return results.keySet().stream().reduce(Verdict.SKIPPED, Verdict::worse);
  }
}
