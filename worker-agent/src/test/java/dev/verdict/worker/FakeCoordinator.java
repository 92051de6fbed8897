package dev.verdict.worker;

import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.api.Enrolled;
import dev.verdict.contract.api.Enrolment;
import dev.verdict.contract.api.Heartbeat;
import dev.verdict.contract.api.HeartbeatReply;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A coordinator and an artifact service that take everything and remember it. */
final class FakeCoordinator implements AutoCloseable {
  static final String KEY = "an-enroll-key";
  private static final long LIMIT_SECONDS = 20;

  final BlockingQueue<Enrolment> enrolments = new LinkedBlockingQueue<>();
  final BlockingQueue<Heartbeat> heartbeats = new LinkedBlockingQueue<>();
  final BlockingQueue<UUID> leaves = new LinkedBlockingQueue<>();
  final BlockingQueue<String> uploads = new LinkedBlockingQueue<>();
  final BlockingQueue<String> passes = new LinkedBlockingQueue<>();
  final ConcurrentHashMap<String, Path> bundles = new ConcurrentHashMap<>();
  volatile List<AttemptRef> stop = List.of();
  volatile List<Assignment> missed = List.of();
  volatile int heartbeatStatus = 200;
  volatile int leaseSeconds = 10;
  volatile UUID workerId = UUID.randomUUID();

  private final HttpServer server;

  FakeCoordinator(Vertx vertx) {
    this.server =
        await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** The worker sends one after the other, so when the third comes it knows of the second. */
  void awaitAcceptedHeartbeat() throws InterruptedException {
    heartbeats.clear();
    for (int i = 0; i < 3; i++) {
      next(heartbeats);
    }
  }

  private void answer(HttpServerRequest request) {
    String path = request.path();
    if (path.startsWith("/api/v1/artifacts/bundles/")) {
      Path file = bundles.get(path.substring(path.lastIndexOf('/') + 1));
      if (file == null || !Files.exists(file)) {
        request.response().setStatusCode(404).end();
      } else {
        request.response().sendFile(file.toString());
      }
      return;
    }
    request.body().onSuccess(body -> answer(request, path, body));
  }

  private void answer(HttpServerRequest request, String path, Buffer body) {
    if (path.equals("/api/v1/workers")) {
      enrol(request, body);
    } else if (path.endsWith("/heartbeat")) {
      heartbeats.add(Json.read(body.getBytes(), Heartbeat.class));
      if (heartbeatStatus != 200) {
        request.response().setStatusCode(heartbeatStatus).end();
        return;
      }
      reply(request, 200, new HeartbeatReply("token-2", 600, stop, missed, false));
    } else if (path.endsWith("/leave")) {
      leaves.add(workerId);
      request.response().setStatusCode(204).end();
    } else if (path.equals("/api/v1/artifacts")) {
      passes.add(request.getHeader(Topics.PASS_HEADER));
      uploads.add(request.getParam("type") + " " + request.getParam("path") + " " + body.length());
      reply(
          request,
          201,
          java.util.Map.of("id", "A" + uploads.size(), "size_bytes", body.length(), "sha256", "x"));
    } else {
      request.response().setStatusCode(404).end();
    }
  }

  private void enrol(HttpServerRequest request, Buffer body) {
    if (!("Bearer " + KEY).equals(request.getHeader("Authorization"))) {
      request.response().setStatusCode(401).end();
      return;
    }
    enrolments.add(Json.read(body.getBytes(), Enrolment.class));
    reply(request, 201, new Enrolled(workerId, "token-1", 600, leaseSeconds, 0.2));
  }

  private static void reply(HttpServerRequest request, int status, Object answer) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(Buffer.buffer(Json.bytes(answer)));
  }

  /** The next of them, or a failure of the test. */
  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    @Nullable T next = queue.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came within " + LIMIT_SECONDS + " s");
    }
    return next;
  }

  static <T> T await(io.vertx.core.Future<T> future) {
    return future.await();
  }

  @Override
  public void close() {
    await(server.close());
  }
}
