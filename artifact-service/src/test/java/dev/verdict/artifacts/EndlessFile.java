package dev.verdict.artifacts;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A CI system of the generic kind with one file of five gigabytes, which it sends no faster than it
 * is read. It counts what it sent, and tells when somebody has let go of it.
 */
final class EndlessFile {
  static final long SIZE = 5L << 30;
  private static final Buffer PIECE = Buffer.buffer(new byte[64 * 1024]);

  private final HttpServer server;
  private final AtomicLong sent = new AtomicLong();
  private final Queue<Promise<Void>> downloads = new ConcurrentLinkedQueue<>();

  private EndlessFile(Vertx vertx) {
    this.server = vertx.createHttpServer();
  }

  static Future<EndlessFile> start(Vertx vertx) {
    EndlessFile file = new EndlessFile(vertx);
    return file.server.requestHandler(file::answer).listen(0, "127.0.0.1").map(file);
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  long sent() {
    return sent.get();
  }

  /** Of the oldest download that nobody asked about yet: completes when it is over. */
  Future<Void> over() {
    Promise<Void> oldest = downloads.poll();
    return oldest == null ? Future.failedFuture("nobody has fetched it") : oldest.future();
  }

  Future<Void> close() {
    return server.close();
  }

  private void answer(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (!request.path().endsWith("/big.bin")) {
      JsonObject file = JsonObject.of("name", "big.bin", "size", SIZE);
      response.end(JsonObject.of("artifacts", JsonArray.of(file)).toBuffer());
      return;
    }
    Promise<Void> over = Promise.promise();
    downloads.add(over);
    String range = request.getHeader("Range");
    long from =
        range == null ? 0 : Long.parseLong(range.substring("bytes=".length(), range.length() - 1));
    if (range != null) {
      response
          .setStatusCode(206)
          .putHeader("Content-Range", "bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
    }
    response.putHeader("Content-Length", Long.toString(SIZE - from));
    send(response, SIZE - from, over);
  }

  private void send(HttpServerResponse response, long left, Promise<Void> over) {
    if (left == 0) {
      response.end().onComplete(over);
      return;
    }
    int length = (int) Math.min(left, PIECE.length());
    response
        .write(PIECE.getBuffer(0, length))
        .onSuccess(
            gone -> {
              sent.addAndGet(length);
              send(response, left - length, over);
            })
        .onFailure(cut -> over.tryComplete());
  }
}
