package dev.verdict.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.runtime.access.Access;
import dev.verdict.runtime.access.GivenKeys;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.HttpEndpoint;
import dev.verdict.runtime.settings.HttpSettings;
import dev.verdict.runtime.settings.KafkaSettings;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.testkit.http.DescribedApi;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A coordinator with its HTTP server on a free port, and a key with all scopes. */
final class RunningCoordinator implements AutoCloseable {
  private static final DescribedApi DESCRIBED =
      DescribedApi.of("openapi/coordinator.yaml", "openapi/common.yaml");

  final Vertx vertx = Vertx.vertx();
  final String key;
  final KafkaSettings kafka;
  private final HttpClient client = HttpClient.newHttpClient();
  private final CoordinatorModule module;
  private final HttpEndpoint endpoint;

  RunningCoordinator(PostgresAccess database, String bootstrapServers) {
    this(
        database,
        bootstrapServers,
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofMinutes(5));
  }

  RunningCoordinator(
      PostgresAccess database, String bootstrapServers, SubscriptionSettings subscriptions) {
    this(
        database,
        bootstrapServers,
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofMinutes(5),
        WebhookSettings.DEFAULT,
        subscriptions);
  }

  RunningCoordinator(PostgresAccess database, String bootstrapServers, WebhookSettings webhooks) {
    this(
        database,
        bootstrapServers,
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofMinutes(5),
        webhooks,
        TestSubscriptions.settings());
  }

  RunningCoordinator(
      PostgresAccess database,
      String bootstrapServers,
      Duration lease,
      Duration noWorkerTimeout,
      Duration overtime) {
    this(
        database,
        bootstrapServers,
        lease,
        noWorkerTimeout,
        overtime,
        WebhookSettings.DEFAULT,
        TestSubscriptions.settings());
  }

  private RunningCoordinator(
      PostgresAccess database,
      String bootstrapServers,
      Duration lease,
      Duration noWorkerTimeout,
      Duration overtime,
      WebhookSettings webhooks,
      SubscriptionSettings subscriptions) {
    PostgresSettings postgres =
        PostgresSettings.of(
            database.host(),
            database.port(),
            database.database(),
            database.user(),
            database.password());
    kafka = KafkaSettings.of(bootstrapServers);
    module =
        new CoordinatorModule(
            vertx,
            new CoordinatorSettings(
                postgres,
                kafka,
                lease,
                Duration.ofMillis(100),
                noWorkerTimeout,
                overtime,
                Duration.ofDays(7),
                Duration.ofDays(30),
                3,
                5_000,
                Optional.of(URI.create("https://verdict.example.com")),
                GivenKeys.NONE,
                webhooks,
                subscriptions));
    endpoint =
        await(
            module
                .start()
                .compose(
                    router ->
                        new HttpEndpoint(vertx, HttpSettings.onLoopback(0), module.health())
                            .mount(List.of(router))
                            .listen()));
    key =
        await(
            Access.start(vertx, postgres)
                .compose(
                    access ->
                        access
                            .keys()
                            .create("test", Scope.OF_KEYS, "test", null)
                            .compose(made -> access.stop().map(made.secret().reveal()))));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came of it in a minute", e);
    }
  }

  String url() {
    return endpoint.url();
  }

  JsonNode post(String path, Object body) {
    return Json.tree(
        expect(send("POST", path, Json.text(body), key), 200, 201, 202)
            .body()
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  JsonNode get(String path) {
    return Json.tree(
        expect(send("GET", path, null, key), 200)
            .body()
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static Reply expect(Reply reply, int... statuses) {
    for (int status : statuses) {
      if (reply.status() == status) {
        return reply;
      }
    }
    throw new AssertionError(reply.status() + ": " + reply.body());
  }

  Reply send(String method, String path, @Nullable String body, @Nullable String credential) {
    return send(method, path, body, credential, Map.of());
  }

  Reply send(
      String method,
      String path,
      @Nullable String body,
      @Nullable String credential,
      Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.url() + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (credential != null) {
      request.header("Authorization", "Bearer " + credential);
    }
    try {
      // The time-out of a request ends with its headers; streams go on after them.
      HttpResponse<String> answer =
          client
              .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
              .get(60, TimeUnit.SECONDS);
      asDescribed(method, path, answer);
      return new Reply(answer.statusCode(), answer.body());
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(method + " " + path, e);
    }
  }

  private static void asDescribed(String method, String path, HttpResponse<String> answer) {
    List<String> problems =
        DESCRIBED.problems(
            method,
            path,
            answer.statusCode(),
            answer.headers().firstValue("Content-Type").orElse(""),
            answer.body());
    if (!problems.isEmpty()) {
      throw new AssertionError(String.join("\n", problems) + "\n" + answer.body());
    }
  }

  /** Follows the run's events to its end: no polling, no sleeping. */
  JsonNode untilFinished(UUID run) {
    Reply events = send("GET", "/api/v1/runs/" + run + "/events", null, key);
    if (!events.body().contains("testsuiterun.finished")) {
      throw new AssertionError("the events ended without an end: " + events);
    }
    return get("/api/v1/runs/" + run);
  }

  /** As if the process were killed: nothing is given back, nothing is finished. */
  void kill() {
    await(vertx.close());
  }

  @Override
  public void close() {
    await(endpoint.stop().transform(stopped -> module.stop()));
    await(vertx.close());
  }

  record Reply(int status, String body) {}
}
