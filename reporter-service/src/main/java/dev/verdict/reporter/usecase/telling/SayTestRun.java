package dev.verdict.reporter.usecase.telling;

import dev.verdict.contract.api.Counts;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.NewTestRun;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestCounts;
import dev.verdict.plugin.ci.TestResult;
import dev.verdict.plugin.ci.TestRunUpdate;
import dev.verdict.reporter.domain.RunOrigin;
import dev.verdict.reporter.domain.telling.Said;
import dev.verdict.reporter.domain.telling.Suites;
import dev.verdict.reporter.domain.telling.Telling;
import dev.verdict.reporter.usecase.telling.TellOne.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Shows the run as an object of the CI system: made with its first word, brought up to date while
 * it goes on, ended with the verdict. Results are noted beside it some at a time, and how far that
 * has come is kept before each time: what was cut off by a death of ours is not noted twice.
 */
public final class SayTestRun {
  private static final int NOTED_AT_ONCE = 50;

  private final Vertx vertx;
  private final Tellings tellings;
  private final TellingRules rules;
  private final RunSummary summary;

  public SayTestRun(Vertx vertx, Tellings tellings, TellingRules rules) {
    this.vertx = vertx;
    this.tellings = tellings;
    this.rules = rules;
    this.summary = new RunSummary(rules);
  }

  Future<Outcome> say(CiProvider provider, Telling telling, Story story) {
    // Reads tests and may wait for them.
    return vertx
        .executeBlocking(() -> new Words(summary.of(story), WorstTests.of(story)), false)
        .compose(words -> say(provider, telling, story, words));
  }

  private record Words(String summary, List<TestResult> tests) {}

  private Future<Outcome> say(CiProvider provider, Telling telling, Story story, Words words) {
    Said said = Said.of(story.state().word(), story.title(), story.verdict(), words.summary());
    if (said.saysTheSameAs(telling.said())) {
      return Future.succeededFuture(Outcome.asBefore(telling));
    }
    String known = telling.remoteId();
    if (known != null) {
      return update(provider, telling, known, story, words)
          .map(done -> new Outcome(said, true, null, null));
    }
    return provider
        .createTestRun(newRun(telling, story))
        .compose(made -> tellings.made(telling, made.id(), made.url()).map(made))
        .compose(
            made ->
                // One that was made just now says by itself that it goes on.
                story.isOver()
                    ? update(provider, telling, made.id(), story, words).map(made)
                    : Future.succeededFuture(made))
        .map(made -> new Outcome(said, true, made.id(), made.url()));
  }

  private NewTestRun newRun(Telling telling, Story story) {
    RunOrigin origin = story.run().origin();
    return new NewTestRun(
        telling.runId().toString(),
        rules.contextOf(Suites.of(origin)),
        origin.buildId(),
        origin.commitSha(),
        origin.branch(),
        origin.prNumber(),
        story.page(),
        story.run().startTime());
  }

  private Future<Void> update(
      CiProvider provider, Telling telling, String id, Story story, Words words) {
    int from = Math.min(telling.noted(), words.tests().size());
    return note(provider, telling, id, story, words.summary(), words.tests(), from);
  }

  /** All but the last of them with a run that goes on; the last with the word that ends it. */
  private Future<Void> note(
      CiProvider provider,
      Telling telling,
      String id,
      Story story,
      String text,
      List<TestResult> tests,
      int from) {
    int to = Math.min(tests.size(), from + NOTED_AT_ONCE);
    boolean last = to == tests.size();
    TestRunUpdate update =
        new TestRunUpdate(
            last ? story.state() : RunState.RUNNING,
            story.title(),
            text,
            counts(story),
            tests.subList(from, to),
            story.page(),
            last ? story.run().state().endTime() : null);
    Future<Boolean> kept = to == from ? Future.succeededFuture(true) : tellings.noting(telling, to);
    Future<Void> sent =
        kept.compose(ours -> ours ? provider.updateTestRun(id, update) : Future.failedFuture(LOST))
            .recover(
                failure ->
                    tellings
                        .noting(telling, from)
                        .transform(back -> Future.<Void>failedFuture(failure)));
    return last ? sent : sent.compose(done -> note(provider, telling, id, story, text, tests, to));
  }

  private static final String LOST = "another reporter has taken this over";

  private static TestCounts counts(Story story) {
    Counts counts = story.report().run().counts();
    double seconds = Objects.requireNonNullElse(story.run().state().duration(), 0.0);
    return new TestCounts(
        counts.total(),
        counts.passed(),
        counts.bad(),
        counts.skipped(),
        Duration.ofMillis((long) (seconds * 1_000)));
  }
}
