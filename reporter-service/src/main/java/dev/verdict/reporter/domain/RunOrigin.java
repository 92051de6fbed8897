package dev.verdict.reporter.domain;

import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.RunEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a run comes from: what the event says that queued it. Everything is absent until that event
 * has come.
 */
public record RunOrigin(
    @Nullable Long queuedSequence,
    @Nullable String name,
    @Nullable String project,
    @Nullable String userName,
    @Nullable String provider,
    @Nullable String repository,
    @Nullable String buildId,
    @Nullable String commitSha,
    @Nullable String branch,
    @Nullable String prNumber,
    @Nullable String url,
    @Nullable Integer tasks,
    @Nullable Integer planned,
    @Nullable Map<String, Object> metadata,
    @Nullable Instant createdAt,
    @Nullable String traceparent) {

  public static final RunOrigin UNKNOWN =
      new RunOrigin(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null);

  private static final CiContext NO_CI = new CiContext(null, null, null, null, null, null, null);

  static RunOrigin of(RunEvent event, EventData.RunQueued run) {
    CiContext ci = run.ci() == null ? NO_CI : run.ci();
    return new RunOrigin(
        event.sequence(),
        run.name(),
        run.project(),
        run.user(),
        ci.provider(),
        ci.repository(),
        ci.buildId(),
        ci.commitSha(),
        ci.branch(),
        ci.prNumber(),
        ci.url(),
        run.tasks(),
        run.planned(),
        run.metadata(),
        run.createdAt(),
        event.traceparent());
  }
}
