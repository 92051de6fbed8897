package dev.verdict.reporter.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A host that takes check runs, marks and comments as GitHub does, each after the same time. */
final class SlowGitHub {
  private final Vertx vertx;
  private final long delayMs;
  private final HttpServer server;
  private final AtomicInteger ids = new AtomicInteger();

  /** What somebody waits for, by a part of its path. */
  private final Map<String, Promise<Long>> awaited = new ConcurrentHashMap<>();

  private SlowGitHub(Vertx vertx, long delayMs) {
    this.vertx = vertx;
    this.delayMs = delayMs;
    this.server = vertx.createHttpServer().requestHandler(this::hear);
  }

  static Future<SlowGitHub> start(Vertx vertx, long delayMs) {
    SlowGitHub host = new SlowGitHub(vertx, delayMs);
    return host.server.listen(0, "127.0.0.1").map(host);
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** When the answer goes out to the next POST or PATCH whose path and body have these words. */
  Future<Long> answered(String path, String body) {
    return awaited.computeIfAbsent(path + "\n" + body, key -> Promise.promise()).future();
  }

  private void hear(HttpServerRequest request) {
    request
        .body()
        .compose(body -> vertx.timer(delayMs).map(body.toString()))
        .onSuccess(
            body -> {
              boolean writes = !request.method().equals(HttpMethod.GET);
              if (writes) {
                tell(request.path(), body);
              }
              request
                  .response()
                  .setStatusCode(request.method().equals(HttpMethod.POST) ? 201 : 200)
                  .putHeader("Content-Type", "application/json; charset=utf-8")
                  .end(writes ? made(request) : listed(request));
            });
  }

  private void tell(String path, String body) {
    awaited.forEach(
        (key, promise) -> {
          String[] words = key.split("\n", 2);
          if (path.contains(words[0]) && body.contains(words[1])) {
            promise.tryComplete(System.nanoTime());
          }
        });
  }

  private String made(HttpServerRequest request) {
    return JsonObject.of(
            "id", ids.incrementAndGet(), "html_url", "https://github.com/x" + request.path())
        .encode();
  }

  private static String listed(HttpServerRequest request) {
    return request.path().endsWith("/check-runs")
        ? JsonObject.of("total_count", 0, "check_runs", new JsonArray()).encode()
        : "[]";
  }
}
