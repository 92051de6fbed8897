package dev.verdict.tests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.EventFeed;
import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.api.TaskView;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.tests.wholesystem.TopicTail;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * From the request until the worker says that the process runs, one task after the other on an idle
 * system. The process is {@code true}. {@code tests/benchmarks start} runs it beside {@code verdict
 * up}.
 */
public final class StartBenchmark {
  private static final PrintStream OUT = System.out;
  private static final int WARM_UP = 50;

  private final Map<UUID, CompletableFuture<Instant>> started = new ConcurrentHashMap<>();
  private final ApiClient api;

  private StartBenchmark(ApiClient api) {
    this.api = api;
  }

  public static void main(String[] args) throws Exception {
    Path data = Path.of(args[0]);
    int tasks = args.length > 1 ? Integer.parseInt(args[1]) : 300;
    JsonNode endpoints = Json.tree(Files.readAllBytes(data.resolve("endpoints.json")));
    String key = Files.readString(data.resolve("api-key")).strip();
    var benchmark =
        new StartBenchmark(new ApiClient(URI.create(endpoints.get("url").asText()), key));
    try (TopicTail news =
        TopicTail.follow(
            endpoints.get("kafka").asText(),
            Topics.ATTEMPTS,
            record -> benchmark.hear(Json.read(record.value(), AttemptNews.class)))) {
      benchmark.measure(tasks);
    }
    System.exit(0);
  }

  private void hear(AttemptNews news) {
    if (news instanceof AttemptNews.Started start) {
      promise(start.attempt().taskId()).complete(start.at());
    }
  }

  private CompletableFuture<Instant> promise(UUID task) {
    return started.computeIfAbsent(task, none -> new CompletableFuture<>());
  }

  private void measure(int tasks) throws Exception {
    double[] millis = new double[tasks];
    for (int i = -WARM_UP; i < tasks; i++) {
      Instant before = Instant.now();
      TaskView task =
          api.post(
              "/api/v1/tasks",
              Map.of("type", "command", "config", Map.of("command", List.of("true"))),
              TaskView.class);
      Instant runs = promise(task.id()).get(30, TimeUnit.SECONDS);
      // Idle again before the next.
      new EventFeed(api, task.runId()).follow(event -> {});
      if (i >= 0) {
        millis[i] = Duration.between(before, runs).toNanos() / 1e6;
      }
    }
    Arrays.sort(millis);
    OUT.printf(
        "submit to started, %d tasks: p50 %.1f ms, p90 %.1f, p99 %.1f, longest %.1f (targets: p50"
            + " 15, p99 60)%n",
        tasks,
        millis[tasks / 2],
        millis[tasks * 9 / 10],
        millis[tasks * 99 / 100],
        millis[tasks - 1]);
  }
}
