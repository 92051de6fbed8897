package dev.verdict.tests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.EventFeed;
import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.api.TaskView;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.WorkerOrder;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * From the request until the worker says that the process runs, one task after the other on an idle
 * system. The process is {@code true}. {@code tests/benchmarks start} runs it beside {@code verdict
 * up}.
 */
public final class StartBenchmark {
  private static final PrintStream OUT = System.out;
  private static final int WARM_UP = 50;
  private static final long PAUSE_MS = 100;

  private final Map<UUID, CompletableFuture<Instant>> ordered = new ConcurrentHashMap<>();
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
    String kafka = endpoints.get("kafka").asText();
    try (TopicTail orders = TopicTail.follow(kafka, Topics.ASSIGNMENTS, benchmark::hearOrder);
        TopicTail news =
            TopicTail.follow(
                kafka,
                Topics.ATTEMPTS,
                record -> benchmark.hear(Json.read(record.value(), AttemptNews.class)))) {
      benchmark.measure(tasks);
    }
    System.exit(0);
  }

  private void hearOrder(ConsumerRecord<String, byte[]> record) {
    if (Json.read(record.value(), WorkerOrder.class) instanceof WorkerOrder.Assign order) {
      Instant at = Instant.ofEpochMilli(record.timestamp());
      order.assignments().forEach(one -> promise(ordered, one.attempt().taskId()).complete(at));
    }
  }

  private void hear(AttemptNews news) {
    if (news instanceof AttemptNews.Started start) {
      promise(started, start.attempt().taskId()).complete(start.at());
    }
  }

  private static CompletableFuture<Instant> promise(
      Map<UUID, CompletableFuture<Instant>> all, UUID task) {
    return all.computeIfAbsent(task, none -> new CompletableFuture<>());
  }

  private void measure(int tasks) throws Exception {
    double[] whole = new double[tasks];
    double[] answered = new double[tasks];
    double[] sent = new double[tasks];
    for (int i = -WARM_UP; i < tasks; i++) {
      Instant before = Instant.now();
      TaskView task =
          api.post(
              "/api/v1/tasks",
              Map.of("type", "command", "config", Map.of("command", List.of("true"))),
              TaskView.class);
      Instant answer = Instant.now();
      Instant order = promise(ordered, task.id()).get(30, TimeUnit.SECONDS);
      Instant start = promise(started, task.id()).get(30, TimeUnit.SECONDS);
      // Idle again before the next: the end of a run is still being written down elsewhere.
      new EventFeed(api, task.runId()).follow(event -> {});
      Thread.sleep(PAUSE_MS);
      if (i >= 0) {
        whole[i] = millis(before, start);
        answered[i] = millis(before, answer);
        sent[i] = millis(before, order);
      }
    }
    print("submit to answer", answered, "");
    print("submit to assignment sent", sent, "");
    print("submit to started", whole, " (targets: p50 15, p99 60)");
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }

  private static void print(String what, double[] millis, String targets) {
    Arrays.sort(millis);
    int n = millis.length;
    OUT.printf(
        "%s, %d tasks: p50 %.1f ms, p90 %.1f, p99 %.1f, longest %.1f%s%n",
        what, n, millis[n / 2], millis[n * 9 / 10], millis[n * 99 / 100], millis[n - 1], targets);
  }
}
