package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.FileName;
import dev.verdict.artifacts.usecase.SendArtifact;
import dev.verdict.artifacts.usecase.UploadArtifact.Label;
import dev.verdict.contract.api.Problem;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/v1/artifacts/batch}: many files in one multipart body, each with a result of its
 * own. They are taken as they come; none is held in memory.
 */
final class BatchUploadOperation {
  private static final Logger LOG = LoggerFactory.getLogger(BatchUploadOperation.class);
  private static final int MOST_FILES = 1_000;
  private static final String EXPECTED =
      "multipart/form-data with a boundary, one part for each file";

  private final SendArtifact send;
  private final Clock clock;

  /** How it went for one file. */
  record Result(String path, int status, @Nullable SentView sent, @Nullable Problem problem) {}

  /** For all. */
  record Results(int kept, int refused, List<Result> items) {}

  BatchUploadOperation(SendArtifact send, Clock clock) {
    this.send = send;
    this.clock = clock;
  }

  void register(Operations operations) {
    operations.raw("uploadArtifacts", Set.of(Scope.SUBMIT), this::handle);
  }

  private void handle(RoutingContext context) {
    UploadLabels labels = new UploadLabels(context, send.categories());
    boolean toProvider = labels.toProvider();
    Label shared = labels.readShared();
    HttpServerRequest request = context.request();
    String type = String.valueOf(request.getHeader("Content-Type"));
    if (!type.startsWith("multipart/form-data") || !type.contains("boundary=")) {
      throw Fail.badField("header.Content-Type", type, EXPECTED);
    }
    List<Future<Result>> results = new ArrayList<>();
    Promise<Void> all = Promise.promise();
    request.setExpectMultipart(true);
    request.uploadHandler(upload -> results.add(take(shared, upload, toProvider, results.size())));
    request.exceptionHandler(all::tryFail);
    request.endHandler(end -> all.tryComplete());
    request.resume();
    Uploads.answer(
        context,
        all.future()
            .recover(broken -> Future.failedFuture(unreadable(broken)))
            .compose(read -> Future.join(results))
            .map(done -> told(done.list())));
  }

  private static Fail unreadable(Throwable broken) {
    return Fail.badField("body", String.valueOf(broken.getMessage()), EXPECTED);
  }

  private static Reply told(List<Result> results) {
    int kept = (int) results.stream().filter(result -> result.problem() == null).count();
    return Reply.json(200, new Results(kept, results.size() - kept, results));
  }

  /** Never fails. */
  private Future<Result> take(
      Label shared, HttpServerFileUpload upload, boolean toProvider, int before) {
    FilePart part = new FilePart(upload);
    String path = String.valueOf(upload.filename());
    return sent(shared, path, part, toProvider, before)
        .map(
            sent -> {
              SentView view = SentView.of(sent, clock.instant());
              boolean old = sent instanceof SendArtifact.Sent.InStore here && !here.kept().isNew();
              return new Result(path, old ? 200 : 201, view, null);
            })
        .otherwise(
            failure -> {
              part.skip();
              Problem problem = problem(part.isBroken() ? unreadable(failure) : failure);
              return new Result(path, problem.status(), null, problem);
            });
  }

  private Future<SendArtifact.Sent> sent(
      Label shared, String path, FilePart part, boolean toProvider, int before) {
    if (before >= MOST_FILES) {
      return Future.failedFuture(
          Fail.badField("body", "more than " + MOST_FILES + " files", "at most " + MOST_FILES));
    }
    if (!UploadLabels.isPlace(path)) {
      return Future.failedFuture(Fail.badField("filename", path, UploadLabels.PLACE_EXPECTED));
    }
    String name = FileName.of(path.substring(path.lastIndexOf('/') + 1), "unnamed");
    return send.send(shared.at(name, path), part, OptionalLong.empty(), toProvider);
  }

  private static Problem problem(Throwable failure) {
    if (Failures.told(failure) instanceof Fail fail) {
      return fail.problem();
    }
    LOG.error("A file of a batch could not be kept", failure);
    return Fail.of(500, "Not kept", "something went wrong here; it may be sent again").problem();
  }
}
