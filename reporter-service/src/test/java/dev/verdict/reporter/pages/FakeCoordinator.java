package dev.verdict.reporter.pages;

import dev.verdict.contract.Json;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.api.WorkerView;
import dev.verdict.reporter.RunningReporter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a coordinator tells pages: workers, what waits, deliveries; in the shapes of its API. */
final class FakeCoordinator implements AutoCloseable {
  private static final Instant NOW = Instant.now();

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  FakeCoordinator() {
    server =
        RunningReporter.await(
            vertx
                .createHttpServer()
                .requestHandler(FakeCoordinator::answer)
                .listen(0, "127.0.0.1"));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  private static void answer(HttpServerRequest request) {
    Object items =
        switch (request.path()) {
          case "/api/v1/workers" -> workers(String.valueOf(request.getParam("status")));
          case "/api/v1/tasks" -> tasks();
          case "/api/v1/webhooks/deliveries" -> deliveries();
          default -> null;
        };
    if (request.getHeader("Authorization") == null && request.getHeader("Cookie") == null) {
      request.response().setStatusCode(401).end("{}");
    } else if (items == null) {
      request.response().setStatusCode(404).end("{}");
    } else {
      Map<String, Object> page = new LinkedHashMap<>();
      page.put("items", items);
      page.put("next", null);
      request.response().putHeader("Content-Type", "application/json").end(Json.text(page));
    }
  }

  private static List<WorkerView> workers(String status) {
    return switch (status) {
      case "active" ->
          List.of(
              worker("linux-a", "active", 8, 8, List.of("x86-64"), 2),
              worker("linux-b", "active", 8, 3, List.of("x86-64"), 4),
              worker("gpu-1", "active", 2, 2, List.of("cuda", "a100"), 1),
              worker("<b>arm</b>-1 with quite a long name", "active", 64, 40, List.of("arm64"), 9));
      case "draining" -> List.of(worker("linux-c", "draining", 8, 1, List.of("x86-64"), 3));
      case "lost" -> List.of(worker("linux-d", "lost", 8, 0, List.of("x86-64"), 4_000));
      default -> List.of();
    };
  }

  private static WorkerView worker(
      String name, String status, int slots, int busy, List<String> hardware, int secondsAgo) {
    return new WorkerView(
        UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        name,
        status,
        slots,
        busy,
        new Requirements(slots, 16L << 30, 0, hardware, Map.of("zone", "east")),
        List.of("test"),
        "0.1.0",
        NOW.minusSeconds(90_000),
        NOW.minusSeconds(secondsAgo));
  }

  private static List<Map<String, Object>> tasks() {
    List<Map<String, Object>> tasks = new ArrayList<>();
    for (int number = 1; number <= 12; number++) {
      Map<String, Object> task = new LinkedHashMap<>();
      task.put("id", new UUID(7, number));
      task.put("run_id", new UUID(8, number % 3));
      task.put("name", "tests/models/test_model_" + number + ".py");
      task.put("status", TaskStatus.PENDING);
      task.put("priority", 5);
      task.put("reason", "no worker has cuda and 24 GiB of GPU memory");
      task.put("created_at", NOW.minusSeconds(60L * number));
      tasks.add(task);
    }
    return tasks;
  }

  private static List<Map<String, Object>> deliveries() {
    List<Map<String, Object>> deliveries = new ArrayList<>();
    List<String> outcomes =
        List.of("started", "refused", "nothing_to_do", "failed", "pending", "cancelled");
    for (int number = 0; number < 18; number++) {
      String outcome = outcomes.get(number % outcomes.size());
      Map<String, Object> delivery = new LinkedHashMap<>();
      delivery.put("id", new UUID(9, number));
      delivery.put("provider", number % 2 == 0 ? "github" : "gitlab");
      delivery.put("event", number % 3 == 0 ? "push" : "pull_request");
      delivery.put("repository", number == 4 ? "<i>acme</i>/shop" : "acme/shop");
      delivery.put("outcome", outcome);
      delivery.put("reason", outcome.equals("refused") ? "the signature is wrong" : null);
      delivery.put("times", number == 1 ? 41 : 1);
      delivery.put("bytes", 7_000 + number * 977);
      delivery.put("received_at", NOW.minusSeconds(300L * number));
      delivery.put(
          "effects",
          outcome.equals("started") ? List.of(Map.of("run_id", new UUID(8, number))) : List.of());
      deliveries.add(delivery);
    }
    return deliveries;
  }

  @Override
  public void close() {
    RunningReporter.await(server.close());
    RunningReporter.await(vertx.close());
  }
}
