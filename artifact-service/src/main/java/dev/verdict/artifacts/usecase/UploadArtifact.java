package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.ArtifactType;
import dev.verdict.artifacts.domain.Categories;
import dev.verdict.artifacts.domain.Category;
import dev.verdict.artifacts.domain.ContentType;
import dev.verdict.artifacts.domain.Place;
import dev.verdict.artifacts.domain.Refusal;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.artifacts.domain.Tags;
import dev.verdict.artifacts.usecase.ArtifactCatalog.Kept;
import dev.verdict.contract.Ids;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  public record Label(
      Place place,
      String name,
      String path,
      @Nullable ArtifactType type,
      @Nullable Category category,
      List<String> labels,
      Map<String, String> metadata) {

    /** The same for another file. */
    public Label at(String otherName, String otherPath) {
      return new Label(place, otherName, otherPath, type, category, labels, metadata);
    }
  }

  public Future<Kept> upload(Label label, ReadStream<Buffer> body, OptionalLong announced) {
    return upload(label, body, announced, rules.artifactBytes());
  }

  /**
   * @param most how large it may be, if that is less than what any artifact may be
   */
  public Future<Kept> upload(
      Label label, ReadStream<Buffer> body, OptionalLong announced, long most) {
    Staging.Form form = rules.compress() ? Staging.Form.COMPACT : Staging.Form.PLAIN;
    return staging
        .receive(body, announced, Math.min(most, rules.artifactBytes()), form)
        .compose(file -> keep(label, file).eventually(() -> staging.discard(file)));
  }

  public Categories categories() {
    return rules.categories();
  }

  /** How large a file may be. */
  long most() {
    return rules.artifactBytes();
  }

  /** What was staged already. */
  Future<Kept> keep(Label label, StagedFile file) {
    String contentType = ContentType.detect(file.head(), label.name());
    return json(file, contentType)
        .compose(
            json ->
                catalog.keep(
                    artifact(label, file, contentType, json),
                    file,
                    json.map(JsonContent::text).orElse(null)))
        .compose(kept -> refuseOther(kept, file));
  }

  private Future<Optional<JsonContent>> json(StagedFile file, String contentType) {
    boolean searched =
        contentType.equals("application/json") && file.sizeBytes() <= JsonContent.MOST_BYTES;
    return searched
        ? staging.read(file, JsonContent::of)
        : Future.succeededFuture(Optional.empty());
  }

  private static Future<Kept> refuseOther(Kept kept, StagedFile file) {
    boolean same = kept.artifact().digest().equals(file.digest());
    return same
        ? Future.succeededFuture(kept)
        : Future.failedFuture(new Refusal.OtherContent(kept.artifact()));
  }

  private Artifact artifact(
      Label label, StagedFile file, String contentType, Optional<JsonContent> json) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Artifact(
        Ids.next(),
        label.place(),
        label.name(),
        label.path(),
        tags(label, file, contentType, json),
        contentType,
        file.sizeBytes(),
        file.digest(),
        now,
        now.plus(rules.retention()),
        null);
  }

  private Tags tags(Label label, StagedFile file, String contentType, Optional<JsonContent> json) {
    ArtifactType type = label.type();
    if (type == null) {
      boolean metrics = json.map(JsonContent::hasMetrics).orElse(false);
      type =
          metrics
              ? ArtifactType.METRICS
              : ContentType.isTestResult(file.head())
                  ? ArtifactType.RESULT
                  : ArtifactType.ofContent(contentType, label.name());
    }
    Category category = rules.categories().of(label.category(), type, label.path());
    return new Tags(type, category, label.labels(), label.metadata());
  }
}
