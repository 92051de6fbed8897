package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.usecase.SendArtifact;
import dev.verdict.artifacts.usecase.SendArtifact.Sent;
import dev.verdict.artifacts.usecase.UploadArtifact;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Set;

/** {@code POST /api/v1/artifacts}: the labels stand in the query, the body is the file. */
final class UploadOperation {
  private final SendArtifact send;
  private final Clock clock;

  UploadOperation(SendArtifact send, Clock clock) {
    this.send = send;
    this.clock = clock;
  }

  void register(Operations operations) {
    operations.raw("uploadArtifact", Set.of(Scope.WORKER, Scope.SUBMIT), this::handle);
  }

  private void handle(RoutingContext context) {
    UploadLabels labels = new UploadLabels(context, send.categories());
    boolean toProvider = labels.toProvider();
    UploadArtifact.Label label = labels.read();
    Uploads.answer(
        context,
        send.send(label, context.request(), Uploads.announced(context.request()), toProvider)
            .map(sent -> toProvider ? told(sent) : reply(sent)));
  }

  private Reply told(Sent sent) {
    return Reply.json(201, SentView.of(sent, clock.instant()));
  }

  private Reply reply(Sent sent) {
    if (sent instanceof Sent.InStore here) {
      ArtifactView view = ArtifactView.of(here.kept().artifact(), clock.instant());
      return here.kept().isNew()
          ? Reply.created("/api/v1/artifacts/" + view.id(), view)
          : Reply.json(200, view);
    }
    return told(sent);
  }
}
