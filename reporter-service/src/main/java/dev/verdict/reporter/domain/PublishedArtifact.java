package dev.verdict.reporter.domain;

import dev.verdict.contract.event.EventData;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file that an attempt left. */
public record PublishedArtifact(
    UUID runId,
    long sequence,
    UUID taskId,
    int attempt,
    @Nullable String artifactId,
    String name,
    String path,
    long sizeBytes,
    String type,
    @Nullable String sha256,
    @Nullable String problem,
    Instant recordedAt) {

  static PublishedArtifact of(
      UUID runId, long sequence, Instant time, EventData.OutputPublished output) {
    var artifact = output.artifact();
    return new PublishedArtifact(
        runId,
        sequence,
        output.taskId(),
        output.attempt(),
        artifact.id(),
        artifact.name(),
        artifact.path(),
        artifact.sizeBytes(),
        artifact.type(),
        artifact.sha256(),
        artifact.problem(),
        time);
  }
}
