package dev.verdict.tests.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.EventFeed;
import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.tests.wholesystem.TopicTail;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jgit.api.Git;

/**
 * From a signed push until the worker says that the process of the run that it started runs, one
 * after the other on an idle system. The process is {@code true}, the repository a small one on the
 * same disk. {@code tests/benchmarks deliveries} runs it beside {@code verdict up}.
 */
public final class DeliveryBenchmark {
  private static final PrintStream OUT = System.out;
  private static final int WARM_UP = 30;
  private static final long PAUSE_MS = 100;

  private final Map<UUID, CompletableFuture<Instant>> started = new ConcurrentHashMap<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ApiClient api;
  private final String secret;

  private DeliveryBenchmark(ApiClient api, String secret) {
    this.api = api;
    this.secret = secret;
  }

  /**
   * @param args the data directory of the system, the secret of its generic webhooks, and how many
   */
  public static void main(String[] args) throws Exception {
    Path data = Path.of(args[0]);
    int deliveries = args.length > 2 ? Integer.parseInt(args[2]) : 200;
    JsonNode endpoints = Json.tree(Files.readAllBytes(data.resolve("endpoints.json")));
    String key = Files.readString(data.resolve("api-key")).strip();
    var benchmark =
        new DeliveryBenchmark(
            new ApiClient(URI.create(endpoints.get("url").asText()), key), args[1]);
    try (TopicTail news =
        TopicTail.follow(
            endpoints.get("kafka").asText(),
            Topics.ATTEMPTS,
            record -> benchmark.hear(Json.read(record.value(), AttemptNews.class)))) {
      benchmark.measure(deliveries);
    }
    System.exit(0);
  }

  private void hear(AttemptNews news) {
    if (news instanceof AttemptNews.Started start) {
      started(start.attempt().runId()).complete(start.at());
    }
  }

  private CompletableFuture<Instant> started(UUID run) {
    return started.computeIfAbsent(run, none -> new CompletableFuture<>());
  }

  private void measure(int deliveries) throws Exception {
    Path repository = Files.createTempDirectory("verdict-bench-");
    String commit = commit(repository);
    api.post(
        "/api/v1/triggers",
        Map.of(
            "name",
            "benchmark",
            "action",
            "start-run",
            "run",
            Map.of("url", repository.toUri().toString(), "command", List.of("true"))),
        JsonNode.class);
    double[] answered = new double[deliveries];
    double[] whole = new double[deliveries];
    for (int i = -WARM_UP; i < deliveries; i++) {
      byte[] body = push(commit);
      Instant before = Instant.now();
      UUID delivery = send(body);
      Instant answer = Instant.now();
      UUID run = startedBy(delivery);
      Instant start = started(run).get(30, TimeUnit.SECONDS);
      // Idle again before the next: the end of a run is still being written down elsewhere.
      new EventFeed(api, run).follow(event -> {});
      Thread.sleep(PAUSE_MS);
      if (i >= 0) {
        answered[i] = millis(before, answer);
        whole[i] = millis(before, start);
      }
    }
    print("delivery to answer", answered, "");
    print("delivery to started", whole, " (target: p50 40)");
  }

  private static String commit(Path directory) throws Exception {
    try (Git git = Git.init().setDirectory(directory.toFile()).setInitialBranch("main").call()) {
      Files.writeString(directory.resolve("answer.txt"), "42\n");
      git.add().addFilepattern(".").call();
      return git.commit()
          .setMessage("The answer")
          .setAuthor("Ada", "ada@example.org")
          .setCommitter("Ada", "ada@example.org")
          .setSign(false)
          .call()
          .getName();
    }
  }

  private static byte[] push(String commit) {
    return Json.bytes(
        Map.of(
            "id",
            UUID.randomUUID().toString(),
            "event",
            "push",
            "repository",
            Map.of("name", "acme/bench"),
            "ref",
            "refs/heads/main",
            "after",
            commit));
  }

  private UUID send(byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api.base() + "/webhooks/generic"))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("X-Verdict-Signature", "sha256=" + sign(body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 202) {
      throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
    }
    return UUID.fromString(Json.tree(answer.body().getBytes(UTF_8)).get("delivery").asText());
  }

  private String sign(byte[] body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body));
  }

  /** Asked a while after the process has started: asking must not slow down what is measured. */
  private UUID startedBy(UUID delivery) throws InterruptedException {
    while (true) {
      Thread.sleep(PAUSE_MS);
      JsonNode found = api.get("/api/v1/webhooks/deliveries/" + delivery, JsonNode.class);
      if (found.get("outcome").asText().equals("started")) {
        return UUID.fromString(found.at("/effects/0/run_id").asText());
      }
      if (!found.get("outcome").asText().equals("pending")) {
        throw new IllegalStateException(found.toString());
      }
    }
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }

  private static void print(String what, double[] millis, String target) {
    Arrays.sort(millis);
    int n = millis.length;
    OUT.printf(
        "%s, %d deliveries: p50 %.1f ms, p90 %.1f, p99 %.1f, longest %.1f%s%n",
        what, n, millis[n / 2], millis[n * 9 / 10], millis[n * 99 / 100], millis[n - 1], target);
  }
}
