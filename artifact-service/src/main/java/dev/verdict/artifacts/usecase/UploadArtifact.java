package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.ArtifactType;
import dev.verdict.artifacts.domain.ContentType;
import dev.verdict.artifacts.domain.Place;
import dev.verdict.artifacts.domain.Refusal;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.artifacts.usecase.ArtifactCatalog.Kept;
import dev.verdict.contract.Ids;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Keeps a file. Sent twice, it is kept once; other bytes at the same place are refused. */
public final class UploadArtifact {
  /** Paths below it are ours. */
  public static final String RESERVED = ".verdict/";

  private final Staging staging;
  private final ArtifactCatalog catalog;
  private final ArtifactRules rules;
  private final Clock clock;

  public UploadArtifact(
      Staging staging, ArtifactCatalog catalog, ArtifactRules rules, Clock clock) {
    this.staging = staging;
    this.catalog = catalog;
    this.rules = rules;
    this.clock = clock;
  }

  /** What the sender says of the file; what it does not say is told by the content. */
  public record Label(Place place, String name, String path, @Nullable ArtifactType type) {}

  public Future<Kept> upload(Label label, ReadStream<Buffer> body, OptionalLong announced) {
    return staging
        .receive(body, announced, rules.artifactBytes())
        .compose(file -> keep(label, file).eventually(() -> staging.discard(file)));
  }

  private Future<Kept> keep(Label label, StagedFile file) {
    return catalog.keep(artifact(label, file), file).compose(kept -> refuseOther(kept, file));
  }

  private static Future<Kept> refuseOther(Kept kept, StagedFile file) {
    boolean same = kept.artifact().digest().equals(file.digest());
    return same
        ? Future.succeededFuture(kept)
        : Future.failedFuture(new Refusal.OtherContent(kept.artifact()));
  }

  private Artifact artifact(Label label, StagedFile file) {
    String contentType = ContentType.detect(file.head(), label.name());
    ArtifactType type = label.type();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Artifact(
        Ids.next(),
        label.place(),
        label.name(),
        label.path(),
        type == null ? ArtifactType.ofContent(contentType, label.name()) : type,
        contentType,
        file.sizeBytes(),
        file.digest(),
        now,
        now.plus(rules.retention()),
        null);
  }
}
