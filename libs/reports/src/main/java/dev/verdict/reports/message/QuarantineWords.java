package dev.verdict.reports.message;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.reports.message.RunNews.FailedTest;
import dev.verdict.reports.write.text.Numbers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** News of a test that somebody has put aside, seen in a run. */
public final class QuarantineWords {
  private QuarantineWords() {}

  /**
   * What became of it.
   *
   * @param owner of the quarantine, and so of the news
   * @param runs how many on end it has failed, or passed
   * @param page of the test
   */
  public record Put(
      boolean broken,
      String testId,
      String owner,
      @Nullable String ticket,
      int runs,
      @Nullable String page,
      Instant at) {}

  /** Where it was seen. */
  public record Seen(
      String runId,
      String suite,
      @Nullable String project,
      @Nullable String branch,
      @Nullable String commit,
      @Nullable String buildUrl) {}

  public static RunNews news(Put put, Seen seen) {
    String ticket = put.ticket() == null ? "" : ", " + put.ticket();
    String runs = Numbers.of(put.runs(), "run");
    String reason =
        put.broken()
            ? "It has failed in "
                + runs
                + " on end: that is no chance any more. It stays aside"
                + " until somebody repairs it or takes it back"
                + ticket
                + "."
            : "It has passed in " + runs + " on end: it counts for the gate again" + ticket + ".";
    Verdict verdict = put.broken() ? Verdict.FAILED : Verdict.PASSED;
    return new RunNews(
        seen.runId(),
        seen.suite(),
        seen.project(),
        seen.branch(),
        seen.commit(),
        null,
        put.owner(),
        verdict,
        put.broken() ? Change.QUARANTINE_BROKEN : Change.QUARANTINE_RELEASED,
        reason,
        Counts.NONE,
        null,
        List.of(new FailedTest(put.testId(), null, verdict, null, false)),
        0,
        put.page(),
        seen.buildUrl(),
        put.at());
  }

  /** The test that such news are of. */
  static String test(RunNews news) {
    return news.failing().isEmpty() ? news.suite() : news.failing().getFirst().name();
  }
}
