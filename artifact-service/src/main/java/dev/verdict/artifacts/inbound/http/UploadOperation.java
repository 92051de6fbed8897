package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.Place;
import dev.verdict.artifacts.usecase.SendArtifact;
import dev.verdict.artifacts.usecase.SendArtifact.Sent;
import dev.verdict.artifacts.usecase.UploadArtifact;
import dev.verdict.contract.Topics;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.runtime.access.AttemptPasses;
import dev.verdict.runtime.access.Identity;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Caller;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/** {@code POST /api/v1/artifacts}: the labels stand in the query, the body is the file. */
final class UploadOperation {
  private final SendArtifact send;
  private final AttemptPasses passes;
  private final Clock clock;

  UploadOperation(SendArtifact send, AttemptPasses passes, Clock clock) {
    this.send = send;
    this.passes = passes;
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
        given(context, label.place())
            .compose(
                allowed ->
                    send.send(
                        label, context.request(), Uploads.announced(context.request()), toProvider))
            .map(sent -> toProvider ? told(sent) : reply(sent)));
  }

  /** A worker brings the evidence of attempts that it was given, and nothing else. */
  private Future<Void> given(RoutingContext context, Place place) {
    if (!(Caller.of(context) instanceof Identity.Worker worker)) {
      return Future.succeededFuture();
    }
    UUID task = place.taskId();
    Integer number = place.attempt();
    String pass = context.request().getHeader(Topics.PASS_HEADER);
    Future<Boolean> isGiven =
        task == null || number == null || pass == null
            ? Future.succeededFuture(false)
            : passes.isGiven(pass, worker.id(), new AttemptRef(place.runId(), task, number));
    return isGiven.compose(
        yes ->
            yes
                ? Future.succeededFuture()
                : Future.failedFuture(
                    Fail.forbidden(
                        Topics.PASS_HEADER
                            + " (expected: the pass of the attempt that task_id and attempt name,"
                            + " given to this worker)")));
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
