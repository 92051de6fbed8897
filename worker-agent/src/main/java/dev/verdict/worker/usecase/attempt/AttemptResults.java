package dev.verdict.worker.usecase.attempt;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.message.AttemptNews.Artifact;
import dev.verdict.contract.message.AttemptNews.End;
import dev.verdict.contract.message.AttemptNews.Finished;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.runners.process.Ending;
import dev.verdict.worker.domain.CommandOutcome;
import dev.verdict.worker.domain.HowItEnded;
import dev.verdict.worker.domain.ReportFacts;
import dev.verdict.worker.domain.SecretMask;
import dev.verdict.worker.domain.Stop;
import dev.verdict.worker.usecase.Held;
import dev.verdict.worker.usecase.Session;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what an ended process left into facts, and tells all of them but the last word. */
final class AttemptResults {
  private static final int TAIL = 8 * 1024;
  private static final double MEBI = 1024 * 1024;

  private final AttemptTools tools;
  private final Session session;
  private final Held held;
  private final TellNews teller;
  private final AttemptDirectory directory;
  private final PlannedExecution execution;
  private final ReadReports reports;
  private final SecretMask secrets;

  AttemptResults(
      AttemptTools tools,
      Session session,
      Held held,
      TellNews teller,
      AttemptDirectory directory,
      PlannedExecution execution,
      ReadReports reports,
      SecretMask secrets) {
    this.tools = tools;
    this.session = session;
    this.held = held;
    this.teller = teller;
    this.directory = directory;
    this.execution = execution;
    this.reports = reports;
    this.secrets = secrets;
  }

  Finished tell(Launcher.Ended process, AttemptLog log, Instant startedAt, Clock clock)
      throws IOException, InterruptedException, LeaseLost {
    Instant endedAt = clock.instant();
    double seconds = Duration.between(startedAt, endedAt).toNanos() / 1e9;
    HowItEnded ended = howItEnded(process.ending());
    if (ended.end() == End.GIVEN_BACK) {
      return finished(
          ended, null, 0, ReportFacts.NONE, false, List.of(), Map.of(), startedAt, endedAt);
    }

    reports.read();
    ReportFacts facts = withProblem(reports.facts(), process.problem());
    boolean byExitCode = execution.ownCommand() && !execution.expectsReport() && facts.read() == 0;
    Collection<TestOutcome> tests =
        byExitCode ? List.of(outcomeOfCommand(ended, seconds, log)) : reports.tests().all();
    try (KeepArtifacts artifacts =
        new KeepArtifacts(tools.artifacts(), session, held, tools.limits(), secrets)) {
      artifacts.reports(reports.files(), directory);
      artifacts.wanted(held.assignment().config().artifacts(), execution.task().root(), directory);
      int parts = teller.tests(tests);
      List<Artifact> kept = artifacts.kept();
      log.awaitSent();
      LostReason lost = byExitCode ? null : lostReason(ended, facts);
      return finished(
          ended,
          lost,
          parts,
          facts,
          !byExitCode,
          kept,
          metrics(seconds, process),
          startedAt,
          endedAt);
    }
  }

  private HowItEnded howItEnded(Ending ending) {
    int exitCode = ending.exitCode();
    Stop stop = held.stopped();
    return switch (ending.how()) {
      case TIMED_OUT -> HowItEnded.timedOut(exitCode, held.assignment().timeoutSeconds());
      case KILLED ->
          stop instanceof Stop.GivenBack givenBack
              ? new HowItEnded(End.GIVEN_BACK, exitCode, givenBack.reason())
              : HowItEnded.cancelled(
                  exitCode,
                  stop instanceof Stop.Cancelled cancelled ? cancelled.reason() : "ended");
      case EXITED ->
          execution.ownCommand()
              ? HowItEnded.command(exitCode)
              : HowItEnded.byItself(
                  execution.runner().name(), exitCode, execution.runner().meaning(exitCode));
    };
  }

  private TestOutcome outcomeOfCommand(HowItEnded ended, double seconds, AttemptLog log)
      throws IOException {
    return CommandOutcome.of(
        held.assignment().name(), execution.task().arguments(), ended, seconds, log.tail(TAIL));
  }

  /** Only where it is not said already by the way in which the attempt ended. */
  private @Nullable LostReason lostReason(HowItEnded ended, ReportFacts facts) {
    boolean saysWhy = ended.end() == End.TIMEOUT || ended.end() == End.CANCELLED;
    return saysWhy ? null : facts.lostReason();
  }

  private static ReportFacts withProblem(ReportFacts facts, @Nullable String problem) {
    if (problem == null) {
      return facts;
    }
    List<String> problems = new ArrayList<>(facts.problems());
    problems.add(problem);
    return new ReportFacts(facts.read(), facts.stale(), true, facts.tests(), problems);
  }

  private static Map<String, Double> metrics(double seconds, Launcher.Ended process) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("execution_time", seconds);
    if (process.usage().peakMemoryBytes() > 0) {
      metrics.put("peak_memory_mb", process.usage().peakMemoryBytes() / MEBI);
    }
    if (process.usage().cpuSeconds() > 0) {
      metrics.put("cpu_time", process.usage().cpuSeconds());
    }
    if (process.ending().leftBehind() > 0) {
      metrics.put("processes_left_behind", (double) process.ending().leftBehind());
    }
    return metrics;
  }

  private Finished finished(
      HowItEnded ended,
      @Nullable LostReason lost,
      int parts,
      ReportFacts facts,
      boolean reportExpected,
      List<Artifact> kept,
      Map<String, Double> metrics,
      Instant startedAt,
      Instant endedAt) {
    return new Finished(
        held.ref(),
        session.workerId(),
        ended.end(),
        ended.exitCode(),
        ended.message() == null ? null : secrets.whole(ended.message()),
        lost,
        parts,
        facts.told(reportExpected),
        kept,
        metrics,
        startedAt,
        endedAt);
  }
}
