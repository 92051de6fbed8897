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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what an ended process left into facts, and tells all of them but the last word. */
final class AttemptResults {
  private static final int TAIL = 8 * 1024;

  private final AttemptTools tools;
  private final Session session;
  private final Held held;
  private final TellNews teller;
  private final AttemptDirectory directory;
  private final Execution execution;
  private final ReadReports reports;
  private final SecretMask secrets;

  AttemptResults(
      AttemptTools tools,
      Session session,
      Held held,
      TellNews teller,
      AttemptDirectory directory,
      Execution execution,
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

  Finished tell(Ending ending, AttemptLog log, Launcher.Usage usage, Instant startedAt, Clock clock)
      throws IOException, InterruptedException, LeaseLost {
    Instant endedAt = clock.instant();
    double seconds = Duration.between(startedAt, endedAt).toNanos() / 1e9;
    HowItEnded ended = howItEnded(ending);
    if (ended.end() == End.GIVEN_BACK) {
      return finished(
          ended, null, 0, ReportFacts.NONE, false, List.of(), Map.of(), startedAt, endedAt);
    }
    String conversion = convert();
    reports.read();
    ReportFacts facts =
        conversion == null ? reports.facts() : withProblem(reports.facts(), conversion);
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
          metrics(seconds, usage, ending),
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

  /** What went wrong with the conversion; null when nothing did, or there was none. */
  private @Nullable String convert() throws IOException {
    var converter = execution.runner().converter();
    if (converter.isEmpty()) {
      return null;
    }
    try {
      converter.get().convert(execution.task(), directory.standardOutput());
      return null;
    } catch (IOException | RuntimeException e) {
      return "the output of " + execution.runner().name() + " could not be read: " + e.getMessage();
    }
  }

  private TestOutcome outcomeOfCommand(HowItEnded ended, double seconds, AttemptLog log)
      throws IOException {
    return CommandOutcome.of(
        held.assignment().name(), execution.command().arguments(), ended, seconds, log.tail(TAIL));
  }

  /** Only where it is not said already by the way in which the attempt ended. */
  private @Nullable LostReason lostReason(HowItEnded ended, ReportFacts facts) {
    boolean saysWhy = ended.end() == End.TIMEOUT || ended.end() == End.CANCELLED;
    return saysWhy ? null : facts.lostReason();
  }

  private static ReportFacts withProblem(ReportFacts facts, String problem) {
    List<String> problems = new java.util.ArrayList<>(facts.problems());
    problems.add(problem);
    return new ReportFacts(facts.read(), facts.stale(), true, facts.tests(), problems);
  }

  private static Map<String, Double> metrics(double seconds, Launcher.Usage usage, Ending ending) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("execution_time", seconds);
    if (usage.peakMemoryBytes() > 0) {
      metrics.put("peak_memory_mb", usage.peakMemoryBytes() / 1048576.0);
    }
    if (usage.cpuSeconds() > 0) {
      metrics.put("cpu_time", usage.cpuSeconds());
    }
    if (ending.leftBehind() > 0) {
      metrics.put("processes_left_behind", (double) ending.leftBehind());
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
