package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.usecase.ArtifactCatalog.Kept;
import dev.verdict.artifacts.usecase.UploadArtifact;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Set;

/** {@code POST /api/v1/artifacts}: the labels stand in the query, the body is the file. */
final class UploadOperation {
  private final UploadArtifact upload;
  private final Clock clock;

  UploadOperation(UploadArtifact upload, Clock clock) {
    this.upload = upload;
    this.clock = clock;
  }

  void register(Operations operations) {
    operations.raw("uploadArtifact", Set.of(Scope.WORKER, Scope.SUBMIT), this::handle);
  }

  private void handle(RoutingContext context) {
    UploadArtifact.Label label = new UploadLabels(context).read();
    Uploads.answer(
        context,
        upload
            .upload(label, context.request(), Uploads.announced(context.request()))
            .map(this::reply));
  }

  private Reply reply(Kept kept) {
    ArtifactView view = ArtifactView.of(kept.artifact(), clock.instant());
    return kept.isNew()
        ? Reply.created("/api/v1/artifacts/" + view.id(), view)
        : Reply.json(200, view);
  }
}
