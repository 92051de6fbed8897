package dev.verdict.reports.model;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.RunView;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The run itself.
 *
 * @param id a text, because runs of other systems are reported too
 * @param verdict absent while the run goes on: such a report is a partial one and says so
 * @param reason why the verdict is what it is, in a sentence
 * @param duration in seconds
 * @param links name to absolute address, such as {@code report} or {@code self}
 */
public record ReportedRun(
    String id,
    String name,
    @Nullable String project,
    TaskStatus status,
    @Nullable Verdict verdict,
    @Nullable String reason,
    @Nullable String user,
    @Nullable CiContext ci,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Double duration,
    Counts counts,
    Completeness completeness,
    Map<String, Object> metadata,
    Map<String, String> links) {

  public static ReportedRun of(RunView run) {
    return new ReportedRun(
        run.id().toString(),
        run.name(),
        run.project(),
        run.status(),
        run.verdict(),
        run.reason(),
        run.user(),
        run.ci(),
        run.createdAt(),
        run.startedAt(),
        run.finishedAt(),
        run.duration(),
        run.counts(),
        run.completeness(),
        run.metadata(),
        run.links());
  }

  /** The same with other links. */
  public ReportedRun linked(Map<String, String> others) {
    return new ReportedRun(
        id,
        name,
        project,
        status,
        verdict,
        reason,
        user,
        ci,
        createdAt,
        startedAt,
        finishedAt,
        duration,
        counts,
        completeness,
        metadata,
        others);
  }

  /** How many planned tests nobody accounts for. */
  public int missing() {
    return Math.max(0, completeness.planned() - completeness.accounted());
  }
}
