package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.usecase.ArtifactCatalog.Located;
import dev.verdict.artifacts.usecase.ArtifactCatalog.Selection;
import dev.verdict.artifacts.usecase.PurgeRun;
import dev.verdict.artifacts.usecase.ReadArtifacts;
import dev.verdict.contract.api.Page;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of artifacts, over HTTP. */
final class ArtifactOperations {
  private final ReadArtifacts artifacts;
  private final PurgeRun purge;
  private final Origin origin;

  /** {@code ArtifactUrlsRequest} in the OpenAPI document. */
  record UrlsRequest(UUID runId, List<String> names) {}

  /** The answer to a purge. */
  record Purged(int purged) {}

  ArtifactOperations(ReadArtifacts artifacts, PurgeRun purge, Origin origin) {
    this.artifacts = artifacts;
    this.purge = purge;
    this.origin = origin;
  }

  void register(Operations operations) {
    operations
        .handle("listArtifacts", Scope.READ, this::list)
        .handle("listRunArtifacts", Scope.READ, this::listRun)
        .handle("getArtifact", Scope.READ, this::get)
        .handle("artifactUrls", Scope.READ, UrlsRequest.class, this::urls)
        .handle("purgeArtifacts", Scope.ADMIN, this::purge)
        .handle("permalink", Scope.READ, this::permalink);
  }

  private Future<Reply> list(Call call) {
    return page(call, uuid(call, "run_id").orElse(null), uuid(call, "task_id").orElse(null));
  }

  private Future<Reply> listRun(Call call) {
    return page(call, call.id("id", "run"), null);
  }

  private Future<Reply> page(Call call, @Nullable UUID runId, @Nullable UUID taskId) {
    UUID before = uuid(call, "cursor").orElse(null);
    int limit = call.number("limit", Page.DEFAULT_SIZE);
    // One more than asked for tells whether there is another page.
    return artifacts
        .page(new Selection(runId, taskId, before, limit + 1))
        .map(
            found -> {
              List<ArtifactView> items =
                  found.stream()
                      .limit(limit)
                      .map(artifact -> ArtifactView.of(artifact, artifacts.now()))
                      .toList();
              boolean more = found.size() > limit;
              String next = more ? items.get(limit - 1).id().toString() : null;
              return Reply.json(200, new Page<>(items, next));
            });
  }

  private Future<Reply> get(Call call) {
    return located(call)
        .map(found -> Reply.json(200, ArtifactView.of(found.artifact(), artifacts.now())));
  }

  private Future<Located> located(Call call) {
    UUID id = call.id("id", "artifact");
    return artifacts.find(id).map(found -> found.orElseThrow(() -> Fail.notFound("artifact", id)));
  }

  private Future<Reply> urls(Call call, UrlsRequest request) {
    String here = origin.of(call);
    return artifacts
        .newest(request.runId(), request.names())
        .map(
            ids -> {
              Map<String, @Nullable String> urls = new LinkedHashMap<>();
              for (String name : request.names()) {
                UUID id = ids.get(name);
                urls.put(name, id == null ? null : here + "/a/" + id);
              }
              return Reply.json(200, urls);
            });
  }

  private Future<Reply> purge(Call call) {
    UUID run = uuid(call, "run_id").orElseThrow();
    String reason = "it was removed with its run by " + call.identity().name();
    return purge.purge(run, reason).map(count -> Reply.json(200, new Purged(count)));
  }

  private Future<Reply> permalink(Call call) {
    return located(call)
        .map(
            found -> {
              Artifact artifact = found.artifact();
              return artifact
                  .gone(artifacts.now())
                  .<Reply>map(
                      gone ->
                          Reply.text(410, "text/html; charset=utf-8", GonePage.of(artifact, gone)))
                  .orElseGet(
                      () -> Reply.redirect("/api/v1/artifacts/" + artifact.id() + "/content"));
            });
  }

  private static Optional<UUID> uuid(Call call, String name) {
    return call.query(name).map(text -> uuid(name, text));
  }

  private static UUID uuid(String name, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Fail.badField("query." + name, text, "a UUID");
    }
  }
}
