package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.Span;
import dev.verdict.artifacts.usecase.ArtifactCatalog.Located;
import io.vertx.core.Future;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds artifacts and reads them. */
public final class ReadArtifacts {
  private final ArtifactCatalog catalog;
  private final Blobs blobs;
  private final Clock clock;

  public ReadArtifacts(ArtifactCatalog catalog, Blobs blobs, Clock clock) {
    this.catalog = catalog;
    this.blobs = blobs;
    this.clock = clock;
  }

  public Future<Optional<Located>> find(UUID id) {
    return catalog.find(id);
  }

  public Instant now() {
    return clock.instant();
  }

  public Future<Map<String, UUID>> newest(UUID runId, List<String> names) {
    return catalog.newest(runId, names, clock.instant());
  }

  /** A part of the content; fails with {@link ArtifactGone} when it is not to be had any more. */
  public Future<ByteSource> open(Located located, Span part) {
    Artifact artifact = located.artifact();
    Optional<Artifact.Deletion> gone = artifact.gone(clock.instant());
    if (gone.isPresent()) {
      return Future.failedFuture(new ArtifactGone(artifact, gone.get()));
    }
    Encoding encoding = located.encoding();
    return blobs
        .open(artifact.digest(), encoding == null ? Encoding.IDENTITY : encoding, part)
        .recover(failure -> Future.failedFuture(explained(artifact, failure)));
  }

  /** The file, when it can be sent as it stands on disk. */
  public Future<Optional<Path>> plainFile(Located located) {
    Encoding encoding = located.encoding();
    boolean gone = located.artifact().gone(clock.instant()).isPresent();
    return gone || encoding == null
        ? Future.succeededFuture(Optional.empty())
        : blobs.plainFile(located.artifact().digest(), encoding);
  }

  private Throwable explained(Artifact artifact, Throwable failure) {
    return failure instanceof NoSuchFileException
        ? new ArtifactGone(
            artifact, new Artifact.Deletion(clock.instant(), "its file is missing in the store"))
        : failure;
  }
}
