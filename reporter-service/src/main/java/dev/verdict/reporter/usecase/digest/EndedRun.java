package dev.verdict.reporter.usecase.digest;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that has ended, with everything up to its end taken in.
 *
 * @param finish the sequence of the event that told of this end
 */
public record EndedRun(
    UUID id,
    long finish,
    @Nullable String project,
    @Nullable String repository,
    @Nullable String branch,
    @Nullable String commitSha,
    Instant createdAt) {

  /** A project that a run does not name is one too. */
  public String projectKey() {
    return project == null ? "" : project;
  }
}
