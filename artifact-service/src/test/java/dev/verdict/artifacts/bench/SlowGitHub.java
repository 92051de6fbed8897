package dev.verdict.artifacts.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A host that answers listings of artifacts as GitHub does, each after the same time. Any run has
 * so many files.
 */
final class SlowGitHub {
  private final Vertx vertx;
  private final long delayMs;
  private final int files;
  private final HttpServer server;
  private final Queue<Long> calls = new ConcurrentLinkedQueue<>();

  private SlowGitHub(Vertx vertx, long delayMs, int files) {
    this.vertx = vertx;
    this.delayMs = delayMs;
    this.files = files;
    this.server = vertx.createHttpServer().requestHandler(this::hear);
  }

  static SlowGitHub start(Vertx vertx, long delayMs, int files) {
    SlowGitHub host = new SlowGitHub(vertx, delayMs, files);
    UrlBenchmark.await(host.server.listen(0, "127.0.0.1"));
    return host;
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  int calls() {
    return calls.size();
  }

  void forget() {
    calls.clear();
  }

  /** The most calls that came within any second. */
  int mostWithinASecond() {
    Long[] at = calls.toArray(Long[]::new);
    java.util.Arrays.sort(at);
    int most = 0;
    for (int from = 0, to = 0; to < at.length; to++) {
      while (at[to] - at[from] >= TimeUnit.SECONDS.toNanos(1)) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  private void hear(HttpServerRequest request) {
    calls.add(System.nanoTime());
    Future<Void> late = delayMs == 0 ? Future.succeededFuture() : vertx.timer(delayMs).mapEmpty();
    late.onSuccess(
        now ->
            request
                .response()
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(listing(request).toBuffer()));
  }

  private JsonObject listing(HttpServerRequest request) {
    int page = Integer.parseInt(request.getParam("page", "1"));
    int size = Integer.parseInt(request.getParam("per_page", "30"));
    JsonArray artifacts = new JsonArray();
    for (int i = (page - 1) * size; i < Math.min(files, page * size); i++) {
      artifacts.add(
          new JsonObject()
              .put("id", i)
              .put("name", "file-" + i)
              .put("size_in_bytes", 1_000)
              .put("expired", false)
              .put("created_at", "2026-01-01T00:00:00Z")
              .put("expires_at", Instant.now().plusSeconds(86_400).toString()));
    }
    return JsonObject.of("total_count", files, "artifacts", artifacts);
  }
}
