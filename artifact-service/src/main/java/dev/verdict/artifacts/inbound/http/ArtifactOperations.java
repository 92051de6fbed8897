package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.usecase.ArtifactCatalog.Located;
import dev.verdict.artifacts.usecase.PurgeRun;
import dev.verdict.artifacts.usecase.ReadArtifacts;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.UUID;

/** What is known of artifacts, over HTTP. */
final class ArtifactOperations {
  private final ReadArtifacts artifacts;
  private final PurgeRun purge;

  /** The answer to a purge. */
  record Purged(int purged) {}

  ArtifactOperations(ReadArtifacts artifacts, PurgeRun purge) {
    this.artifacts = artifacts;
    this.purge = purge;
  }

  void register(Operations operations) {
    operations
        .handle("getArtifact", Scope.READ, this::get)
        .handle("purgeArtifacts", Scope.ADMIN, this::purge);
  }

  private Future<Reply> get(Call call) {
    return located(call)
        .map(found -> Reply.json(200, ArtifactView.of(found.artifact(), artifacts.now())));
  }

  private Future<Located> located(Call call) {
    UUID id = call.id("id", "artifact");
    return artifacts.find(id).map(found -> found.orElseThrow(() -> Fail.notFound("artifact", id)));
  }

  private Future<Reply> purge(Call call) {
    UUID run = CriteriaQuery.uuid(call, "run_id").orElseThrow();
    String reason = "it was removed with its run by " + call.identity().name();
    return purge.purge(run, reason).map(count -> Reply.json(200, new Purged(count)));
  }
}
