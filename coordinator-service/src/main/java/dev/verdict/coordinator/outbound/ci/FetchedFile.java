package dev.verdict.coordinator.outbound.ci;

import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.RemoteArtifact;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Brings an artifact to a file that is deleted by whoever asked for it. */
final class FetchedFile {
  private final AsyncFile file;
  private final ReadStream<Buffer> body;
  private final String name;
  private final long most;
  private final Promise<Void> whole = Promise.promise();
  private long length;

  private FetchedFile(AsyncFile file, ReadStream<Buffer> body, String name, long most) {
    this.file = file;
    this.body = body;
    this.name = name;
    this.most = most;
  }

  /** The path; nothing is left where it fails. */
  static Future<String> of(
      Vertx vertx,
      ReportLimits limits,
      CiProvider provider,
      RemoteArtifact artifact,
      Duration within) {
    Long size = artifact.size();
    if (size != null && size > limits.artifactBytes()) {
      return Future.failedFuture(tooLarge(artifact.name(), limits.artifactBytes()));
    }
    return vertx
        .fileSystem()
        .createTempFile("verdict-followed-", ".artifact")
        .compose(
            path ->
                provider
                    .downloadArtifact(artifact, 0)
                    .compose(
                        content -> write(vertx, path, content, artifact.name(), limits, within))
                    .map(path)
                    .recover(
                        failure ->
                            vertx
                                .fileSystem()
                                .delete(path)
                                .transform(gone -> Future.failedFuture(failure))));
  }

  private static Future<Void> write(
      Vertx vertx,
      String path,
      ArtifactContent content,
      String name,
      ReportLimits limits,
      Duration within) {
    return vertx
        .fileSystem()
        .open(path, new OpenOptions().setWrite(true).setTruncateExisting(true))
        .compose(
            file ->
                new FetchedFile(file, content.body(), name, limits.artifactBytes())
                    .copy(vertx, within)
                    .transform(
                        copied ->
                            file.close()
                                .compose(
                                    closed ->
                                        copied.succeeded()
                                            ? Future.<Void>succeededFuture()
                                            : Future.failedFuture(copied.cause()))));
  }

  private Future<Void> copy(Vertx vertx, Duration within) {
    long timer =
        vertx.setTimer(
            Math.max(1, within.toMillis()),
            late -> whole.tryFail(new TimeoutException(name + ": came too slowly")));
    body.exceptionHandler(whole::tryFail);
    file.exceptionHandler(whole::tryFail);
    body.endHandler(end -> whole.tryComplete());
    body.handler(this::part);
    body.resume();
    return whole.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void part(Buffer part) {
    length += part.length();
    if (length > most) {
      // What still comes is thrown away as it comes; the connection's own limits end it.
      whole.tryFail(tooLarge(name, most));
    }
    if (whole.future().isComplete()) {
      return;
    }
    file.write(part).onFailure(whole::tryFail);
    if (file.writeQueueFull()) {
      body.pause();
      file.drainHandler(drained -> body.resume());
    }
  }

  private static TooMuch tooLarge(String name, long most) {
    return new TooMuch(name + ": too large (expected: at most " + (most >> 20) + " MiB)");
  }
}
