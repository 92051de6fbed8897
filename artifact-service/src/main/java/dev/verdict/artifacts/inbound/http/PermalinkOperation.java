package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.usecase.ReadArtifacts;
import dev.verdict.artifacts.usecase.links.FollowLink;
import dev.verdict.artifacts.usecase.links.FollowLink.Way;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.UUID;

/**
 * The lasting address of a file, of our store or of a CI system. An answer holds for now only, so
 * nobody may keep it; our credential is in none.
 */
final class PermalinkOperation {
  private static final String HTML = "text/html; charset=utf-8";
  private static final Duration SOON = Duration.ofSeconds(30);

  private final ReadArtifacts artifacts;
  private final FollowLink links;

  PermalinkOperation(ReadArtifacts artifacts, FollowLink links) {
    this.artifacts = artifacts;
    this.links = links;
  }

  void register(Operations operations) {
    operations.handle("permalink", Scope.READ, this::permalink);
  }

  private Future<Reply> permalink(Call call) {
    UUID id = call.id("id", "artifact");
    return artifacts
        .find(id)
        .compose(
            found ->
                found
                    .map(ours -> Future.succeededFuture(own(ours.artifact())))
                    .orElseGet(() -> elsewhere(call, id)))
        .map(reply -> reply.header("Cache-Control", "private, no-store"));
  }

  private Reply own(Artifact artifact) {
    return artifact
        .gone(artifacts.now())
        .<Reply>map(gone -> Reply.text(410, HTML, GonePage.of(artifact, gone)))
        .orElseGet(() -> content(artifact.id()));
  }

  private static Reply content(UUID id) {
    return Reply.redirect("/api/v1/artifacts/" + id + "/content");
  }

  private Future<Reply> elsewhere(Call call, UUID id) {
    return links
        .follow(id, artifact -> StreamedReply.from(call, artifact))
        .map(way -> reply(call, way.orElseThrow(() -> Fail.notFound("artifact", id))));
  }

  private static Reply reply(Call call, Way way) {
    return switch (way) {
      case Way.There there -> Reply.redirect(there.link().url().toString());
      case Way.OwnCopy copy -> content(copy.id());
      case Way.Gone gone -> Reply.text(410, HTML, GonePage.of(gone));
      case Way.Unavailable away ->
          throw Fail.unavailable("the artifact cannot be fetched now: " + away.why(), SOON);
      case Way.Through through ->
          StreamedReply.of(call, through.file().artifact(), through.content());
    };
  }
}
