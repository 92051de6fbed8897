package dev.verdict.tests.commits;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.TestOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a worker has to say of an attempt, where nothing really runs. */
record Lines(AttemptRef attempt, UUID worker, Part part) {

  /** Everything until it ends; of an attempt that does not end by itself, that it has started. */
  List<AttemptNews> all() {
    List<AttemptNews> news = new ArrayList<>();
    news.add(new AttemptNews.Started(attempt, worker, Instant.now()));
    Verdict end = part.attempts.get(attempt.attempt() - 1);
    if (end == Verdict.LOST || end == Verdict.CANCELLED) {
      return news;
    }
    List<TestOutcome> outcomes = outcomes(end);
    for (TestOutcome outcome : outcomes) {
      news.add(new AttemptNews.Tests(attempt, worker, news.size() - 1, List.of(outcome)));
    }
    news.add(
        switch (end) {
          case PASSED -> finished(AttemptNews.End.EXITED, 0, outcomes.size());
          case FAILED -> finished(AttemptNews.End.EXITED, 1, outcomes.size());
          case TIMEOUT -> finished(AttemptNews.End.TIMEOUT, 137, outcomes.size());
          default -> throw new IllegalStateException(end + " has no script");
        });
    return news;
  }

  AttemptNews cancelled() {
    return finished(AttemptNews.End.CANCELLED, 143, 0);
  }

  private List<TestOutcome> outcomes(Verdict end) {
    boolean last = attempt.attempt() == part.attempts.size();
    return part.tests.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(test -> test.getValue() != Verdict.TIMEOUT)
        .map(test -> outcome(test.getKey(), last ? test.getValue() : end))
        .toList();
  }

  private static TestOutcome outcome(String id, Verdict verdict) {
    String message = verdict.isGood() ? null : "it broke";
    return new TestOutcome(
        id, "suite", null, id, null, verdict, 0.01, message, null, null, null, 0);
  }

  private AttemptNews.Finished finished(AttemptNews.End end, int exitCode, int tests) {
    Instant now = Instant.now();
    return new AttemptNews.Finished(
        attempt,
        worker,
        end,
        exitCode,
        null,
        null,
        tests,
        new AttemptNews.Report(1, tests, true, List.of()),
        List.of(),
        Map.of(),
        now,
        now);
  }
}
