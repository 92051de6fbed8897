package dev.verdict.reporter.domain;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run as history shows it. */
public record PastRun(
    UUID id,
    @Nullable String name,
    @Nullable String project,
    @Nullable String user,
    @Nullable String provider,
    @Nullable String repository,
    @Nullable String buildId,
    @Nullable String commitSha,
    @Nullable String branch,
    @Nullable String prNumber,
    @Nullable String url,
    TaskStatus status,
    @Nullable Verdict verdict,
    @Nullable String reason,
    @Nullable Integer tasks,
    @Nullable Integer planned,
    @Nullable Counts summary,
    @Nullable Completeness completeness,
    @Nullable Instant createdAt,
    @Nullable Instant startTime,
    @Nullable Instant endTime,
    @Nullable Double duration,
    @Nullable Map<String, Object> metadata,
    Map<String, String> links) {

  public static PastRun of(TestRun run) {
    RunOrigin from = run.origin();
    RunState state = run.state();
    String self = "/api/v1/runs/" + run.id();
    return new PastRun(
        run.id(),
        from.name(),
        from.project(),
        from.userName(),
        from.provider(),
        from.repository(),
        from.buildId(),
        from.commitSha(),
        from.branch(),
        from.prNumber(),
        from.url(),
        state.status(),
        state.verdict(),
        state.reason(),
        from.tasks(),
        from.planned(),
        state.summary(),
        state.completeness(),
        from.createdAt(),
        run.startTime(),
        state.endTime(),
        state.duration(),
        from.metadata(),
        Map.of("self", self, "report", self + "/report?format=html"));
  }
}
