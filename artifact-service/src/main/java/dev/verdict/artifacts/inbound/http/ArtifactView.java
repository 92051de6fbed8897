package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.Artifact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An artifact as the API tells it; {@code ArtifactView} in the OpenAPI document. */
public record ArtifactView(
    UUID id,
    UUID runId,
    @Nullable UUID taskId,
    @Nullable Integer attempt,
    String name,
    String path,
    String type,
    String category,
    List<String> labels,
    Map<String, String> metadata,
    String contentType,
    long sizeBytes,
    String sha256,
    Instant createdAt,
    Instant expiresAt,
    String url,
    @Nullable Instant deletedAt,
    @Nullable String deletedReason) {

  static ArtifactView of(Artifact artifact, Instant now) {
    Artifact.Deletion gone = artifact.gone(now).orElse(null);
    return new ArtifactView(
        artifact.id(),
        artifact.place().runId(),
        artifact.place().taskId(),
        artifact.place().attempt(),
        artifact.name(),
        artifact.path(),
        artifact.type().word(),
        artifact.tags().category().word(),
        artifact.tags().labels(),
        artifact.tags().metadata(),
        artifact.contentType(),
        artifact.sizeBytes(),
        artifact.digest().hex(),
        artifact.createdAt(),
        artifact.expiresAt(),
        artifact.permalink(),
        gone == null ? null : gone.at(),
        gone == null ? null : gone.reason());
  }
}
