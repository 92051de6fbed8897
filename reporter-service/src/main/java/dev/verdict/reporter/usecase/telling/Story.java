package dev.verdict.reporter.usecase.telling;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.reporter.domain.TestRun;
import dev.verdict.reports.model.Baseline;
import dev.verdict.reports.model.GateResult;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.GateWords;
import dev.verdict.reports.write.VerdictWords;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A run at the moment in which it is told.
 *
 * @param page where people read on; absent when nobody told us our address
 */
public record Story(TestRun run, RunReport report, Baseline baseline, @Nullable URI page) {

  public RunState state() {
    Verdict verdict = run.state().verdict();
    return switch (run.state().status()) {
      case PENDING -> RunState.QUEUED;
      case ASSIGNED, RUNNING -> RunState.RUNNING;
      case CANCELLED -> RunState.CANCELLED;
      case TIMEOUT -> RunState.TIMEOUT;
      case COMPLETED, FAILED, LOST -> verdict == null ? RunState.ERROR : ended(verdict);
    };
  }

  private static RunState ended(Verdict verdict) {
    return switch (verdict) {
      case PASSED, SKIPPED -> RunState.SUCCESS;
      case FAILED -> RunState.FAILURE;
      case ERROR, LOST -> RunState.ERROR;
      case TIMEOUT -> RunState.TIMEOUT;
      case CANCELLED -> RunState.CANCELLED;
    };
  }

  /** What is new comes first: it is what the reader has to decide about. */
  public String title() {
    ReportedRun reported = report.run();
    Counts counts = reported.counts();
    return switch (state()) {
      case QUEUED -> "queued: " + Numbers.of(counts.total(), "test");
      case RUNNING -> "running: " + VerdictWords.counts(counts);
      default -> newFailures() + VerdictWords.counts(counts) + missing() + took(reported) + gate();
    };
  }

  /** Only where it says something else than the verdict, which stands beside the title. */
  private String gate() {
    GateResult gate = report.findings().gate();
    Verdict verdict = verdict();
    if (gate == null || verdict == null || gate.passed() == verdict.isGood()) {
      return "";
    }
    return gate.passed() ? ", quality gate passed" : ", gate failed: " + GateWords.failed(gate);
  }

  private String newFailures() {
    int bad = report.run().counts().bad();
    if (bad == 0 || !baseline.isKnown()) {
      return "";
    }
    int fresh = Math.max(0, bad - baseline.brokenBefore().size());
    return fresh == 0 ? "nothing new: " : Numbers.words(fresh) + " new: ";
  }

  private String missing() {
    int missing = report.run().missing() - report.run().counts().lost();
    return missing <= 0 ? "" : ", " + Numbers.words(missing) + " without an answer";
  }

  private static String took(ReportedRun run) {
    return run.duration() == null ? "" : " in " + Durations.words(run.duration());
  }

  @Nullable Verdict verdict() {
    return run.state().verdict();
  }

  boolean isOver() {
    return run.state().status().isFinal();
  }
}
