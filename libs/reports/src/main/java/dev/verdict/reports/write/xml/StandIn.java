package dev.verdict.reports.write.xml;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.ReportedTask;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A case that stands for a task or a run whose verdict no test explains. */
final class StandIn {
  private static final UUID NOBODY = new UUID(0, 0);

  private StandIn() {}

  static TestView forTask(ReportedTask task) {
    Verdict verdict = Objects.requireNonNullElse(task.verdict(), Verdict.ERROR);
    String code = task.exitCode() == null ? "" : " (exit code " + task.exitCode() + ")";
    String reason = Objects.requireNonNullElse(task.reason(), "the task ended " + verdict.word());
    return of(
        task.id(), task.attempts(), "the task itself", verdict, task.lostReason(), reason + code);
  }

  static TestView forRun(ReportedRun run) {
    Verdict verdict = run.verdict();
    String reason =
        Objects.requireNonNullElse(
            run.reason(), verdict == null ? "the run has not ended" : "the run " + verdict.word());
    return of(NOBODY, 0, "the run itself", verdict, null, reason);
  }

  private static TestView of(
      UUID task,
      int attempt,
      String name,
      @Nullable Verdict verdict,
      @Nullable LostReason lost,
      String message) {
    // An error whatever the verdict: no assertion of a test has failed.
    Verdict shown = verdict == Verdict.FAILED ? Verdict.ERROR : verdict;
    return new TestView(
        name, NOBODY, task, attempt, null, null, name, null, shown, lost, 0, message, null, null,
        false, false);
  }
}
