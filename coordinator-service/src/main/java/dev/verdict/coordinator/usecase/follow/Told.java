package dev.verdict.coordinator.usecase.follow;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptNews.End;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.plugin.ci.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run of a CI system in the words in which a worker tells of an attempt. */
record Told(FollowedRun run, AttemptRef attempt, Instant now) {

  AttemptNews started() {
    return new AttemptNews.Started(attempt, FollowedRuns.HOLDER, now);
  }

  /** How it ended by its own word, beside what its reports say: neither alone makes it green. */
  List<AttemptNews> results(ReportedResults results) {
    List<AttemptNews> news = new ArrayList<>();
    news.add(started());
    List<TestOutcome> tests = results.tests();
    int parts = 0;
    for (int from = 0; from < tests.size(); from += AttemptNews.Tests.MOST_TESTS) {
      int to = Math.min(tests.size(), from + AttemptNews.Tests.MOST_TESTS);
      news.add(
          new AttemptNews.Tests(
              attempt, FollowedRuns.HOLDER, parts++, List.copyOf(tests.subList(from, to))));
    }
    End end =
        switch (run.state()) {
          case CANCELLED -> End.CANCELLED;
          case TIMEOUT -> End.TIMEOUT;
          default -> End.EXITED;
        };
    boolean good = run.state() == RunState.SUCCESS;
    news.add(
        finished(
            end,
            end == End.EXITED ? (good ? 0 : 1) : null,
            good ? null : run.words() + " ended with: " + run.word(),
            end == End.EXITED ? results.lostReason() : null,
            parts,
            results.told()));
    return news;
  }

  List<AttemptNews> lost(String why) {
    return List.of(
        started(),
        finished(
            End.EXITED,
            null,
            why,
            LostReason.INCOMPLETE_RESULTS,
            0,
            new AttemptNews.Report(0, 0, true, List.of())));
  }

  /** Its reports cannot be had: one that came to no end of its own stays what it is. */
  List<AttemptNews> unread(String why) {
    return switch (run.state()) {
      case CANCELLED -> ended(End.CANCELLED, why);
      case TIMEOUT -> ended(End.TIMEOUT, why);
      default -> lost(why);
    };
  }

  List<AttemptNews> ended(End how, @Nullable String why) {
    return List.of(started(), finished(how, null, why, null, 0, AttemptNews.Report.NONE_EXPECTED));
  }

  private AttemptNews finished(
      End end,
      @Nullable Integer exitCode,
      @Nullable String message,
      @Nullable LostReason lost,
      int parts,
      AttemptNews.Report report) {
    return new AttemptNews.Finished(
        attempt,
        FollowedRuns.HOLDER,
        end,
        exitCode,
        message,
        lost,
        parts,
        report,
        List.of(),
        Map.of(),
        now,
        now);
  }
}
