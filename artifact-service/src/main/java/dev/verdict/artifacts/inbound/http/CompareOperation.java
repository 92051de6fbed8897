package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.usecase.ArtifactCatalog.Located;
import dev.verdict.artifacts.usecase.ReadArtifacts;
import dev.verdict.artifacts.usecase.compare.CompareArtifacts;
import dev.verdict.artifacts.usecase.compare.Comparison;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What changed from one artifact to another, over HTTP. */
final class CompareOperation {
  private final ReadArtifacts artifacts;
  private final CompareArtifacts compare;

  /** {@code ArtifactComparison} in the OpenAPI document. */
  record View(
      ArtifactView left,
      ArtifactView right,
      boolean identical,
      String kind,
      @Nullable String why,
      long sizeDifferenceBytes,
      Comparison.@Nullable TextDifference text,
      Comparison.@Nullable JsonDifferences json,
      List<Comparison.MetricDifference> metrics) {}

  CompareOperation(ReadArtifacts artifacts, CompareArtifacts compare) {
    this.artifacts = artifacts;
    this.compare = compare;
  }

  void register(Operations operations) {
    operations.handle("compareArtifacts", Scope.READ, this::compare);
  }

  private Future<Reply> compare(Call call) {
    boolean asText = call.query("as").map("text"::equals).orElse(false);
    Future<Located> left = find(call, "left");
    Future<Located> right = find(call, "right");
    return Future.all(left, right)
        .compose(
            found ->
                compare
                    .compare(left.result(), right.result(), asText)
                    .map(result -> view(left.result(), right.result(), result)))
        .<Reply>map(view -> Reply.json(200, view))
        .recover(failure -> Future.failedFuture(Failures.told(failure)));
  }

  private Future<Located> find(Call call, String name) {
    UUID id = CriteriaQuery.uuid(call, name).orElseThrow();
    return artifacts.find(id).map(found -> found.orElseThrow(() -> Fail.notFound("artifact", id)));
  }

  private View view(Located left, Located right, Comparison result) {
    Instant now = artifacts.now();
    return new View(
        ArtifactView.of(left.artifact(), now),
        ArtifactView.of(right.artifact(), now),
        result.kind() == Comparison.Kind.IDENTICAL,
        result.kind().name().toLowerCase(Locale.ROOT),
        result.why(),
        right.artifact().sizeBytes() - left.artifact().sizeBytes(),
        result.text(),
        result.json(),
        result.metrics());
  }
}
