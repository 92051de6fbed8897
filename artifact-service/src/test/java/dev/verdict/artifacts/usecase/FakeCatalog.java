package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.StagedFile;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Knows the artifacts that the fake ledger has made of logs. */
final class FakeCatalog implements ArtifactCatalog {
  private final FakeLedger ledger;

  FakeCatalog(FakeLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Future<Optional<Located>> find(UUID id) {
    return Future.succeededFuture(
        ledger.sealed.stream()
            .filter(log -> log.artifact().id().equals(id))
            .map(log -> new Located(log.artifact(), log.file().encoding()))
            .findFirst());
  }

  @Override
  public Future<Kept> keep(
      Artifact artifact, StagedFile file, @org.jspecify.annotations.Nullable String json) {
    return unasked();
  }

  @Override
  public Future<Integer> shrinkTo(long bytes, Instant now, int most) {
    return unasked();
  }

  @Override
  public Future<Map<String, UUID>> newest(UUID runId, List<String> names, Instant now) {
    return unasked();
  }

  @Override
  public Future<Integer> purgeRun(UUID runId, String reason, Instant now) {
    return unasked();
  }

  @Override
  public Future<Integer> expire(Instant now, int most) {
    return unasked();
  }

  @Override
  public Future<Integer> forget(Instant deletedBefore, int most) {
    return unasked();
  }

  @Override
  public Future<Integer> removeUnreferenced(int most) {
    return unasked();
  }

  @Override
  public Future<Integer> removeOrphans(List<Digest> found) {
    return unasked();
  }

  @Override
  public Future<Totals> totals() {
    return unasked();
  }

  private static <T> Future<T> unasked() {
    return Future.failedFuture(new UnsupportedOperationException("no test asks for it"));
  }
}
