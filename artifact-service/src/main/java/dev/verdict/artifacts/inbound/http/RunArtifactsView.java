package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.usecase.links.RemoteFile;
import dev.verdict.contract.api.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The artifacts of a run; {@code RunArtifactsView} in the OpenAPI document.
 *
 * @param items what our store has
 * @param elsewhere what was seen at the CI system, on the last page
 */
record RunArtifactsView(
    List<ArtifactView> items, @Nullable String next, List<Elsewhere> elsewhere) {

  /**
   * A file of the CI system.
   *
   * @param url the permalink
   * @param gone whether the CI system has it no more
   */
  record Elsewhere(
      UUID id,
      String name,
      String source,
      String url,
      @Nullable Long sizeBytes,
      @Nullable String contentType,
      @Nullable String digest,
      @Nullable Instant createdAt,
      boolean gone) {

    static Elsewhere of(RemoteFile file) {
      var artifact = file.artifact();
      return new Elsewhere(
          file.id(),
          artifact.name(),
          file.run().provider(),
          file.permalink(),
          artifact.size(),
          artifact.contentType(),
          artifact.digest(),
          artifact.createdAt(),
          artifact.gone());
    }
  }

  static RunArtifactsView of(Page<Artifact> page, List<RemoteFile> seen, Instant now) {
    return new RunArtifactsView(
        page.items().stream().map(artifact -> ArtifactView.of(artifact, now)).toList(),
        page.next(),
        seen.stream().map(Elsewhere::of).toList());
  }
}
