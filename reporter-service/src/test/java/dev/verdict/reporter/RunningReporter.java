package dev.verdict.reporter;

import dev.verdict.ci.http.Clockwork;
import dev.verdict.contract.event.CloudEventCodec;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.runtime.access.Access;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.HttpEndpoint;
import dev.verdict.runtime.kafka.KafkaClients;
import dev.verdict.runtime.kafka.Message;
import dev.verdict.runtime.kafka.Publisher;
import dev.verdict.runtime.settings.HttpSettings;
import dev.verdict.runtime.settings.KafkaSettings;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.runtime.settings.TlsSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A reporter with its HTTP server on a free port, a key, and somebody who publishes events. */
public final class RunningReporter implements AutoCloseable {
  private static final int BATCH = 500;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ReporterSettings settings;
  private final ReporterModule module;
  private final HttpEndpoint endpoint;
  private final Publisher publisher;
  private final String key;
  private final String adminKey;

  public RunningReporter(PostgresAccess database, String bootstrapServers, String topic) {
    this(database, bootstrapServers, topic, PeopleSettings.USUAL);
  }

  RunningReporter(
      PostgresAccess database, String bootstrapServers, String topic, PeopleSettings people) {
    this(database, bootstrapServers, topic, people, TellingSettings.NOBODY, Clockwork::real);
  }

  /** One that tells runs in CI systems. */
  public RunningReporter(
      PostgresAccess database,
      String bootstrapServers,
      String topic,
      TellingSettings telling,
      Function<Vertx, Clockwork> clockwork) {
    this(database, bootstrapServers, topic, PeopleSettings.USUAL, telling, clockwork);
  }

  /** One whose pages ask this coordinator. */
  public RunningReporter(
      PostgresAccess database, String bootstrapServers, String topic, URI coordinator) {
    this(
        database,
        bootstrapServers,
        topic,
        PeopleSettings.USUAL,
        new DashboardSettings(Optional.of(coordinator), TlsSettings.NONE, Duration.ofDays(7), 500),
        TellingSettings.NOBODY,
        Clockwork::real);
  }

  private RunningReporter(
      PostgresAccess database,
      String bootstrapServers,
      String topic,
      PeopleSettings people,
      TellingSettings telling,
      Function<Vertx, Clockwork> clockwork) {
    this(database, bootstrapServers, topic, people, DashboardSettings.DEFAULT, telling, clockwork);
  }

  private RunningReporter(
      PostgresAccess database,
      String bootstrapServers,
      String topic,
      PeopleSettings people,
      DashboardSettings dashboard,
      TellingSettings telling,
      Function<Vertx, Clockwork> clockwork) {
    PostgresSettings postgres =
        PostgresSettings.of(
            database.host(),
            database.port(),
            database.database(),
            database.user(),
            database.password());
    this.settings =
        new ReporterSettings(
            postgres,
            KafkaSettings.of(bootstrapServers),
            topic,
            topic + "-reporter",
            BATCH,
            ReporterSettings.DEFAULT_READERS,
            Duration.ofDays(90),
            telling.rules().publicUrl(),
            people,
            InsightSettings.USUAL,
            dashboard,
            telling);
    this.module = new ReporterModule(vertx, settings, clockwork.apply(vertx));
    var router = await(module.start());
    this.endpoint =
        await(
            new HttpEndpoint(vertx, HttpSettings.onLoopback(0), module.health())
                .mount(List.of(router))
                .listen());
    this.publisher = await(new KafkaClients(vertx, settings.kafka()).publisher());
    Access access = await(Access.start(vertx, postgres));
    this.key =
        await(access.keys().create("test", Set.of(Scope.READ, Scope.SUBMIT), "test", null))
            .secret()
            .reveal();
    this.adminKey =
        await(access.keys().create("admin", Set.of(Scope.ADMIN), "test", null)).secret().reveal();
    await(access.stop());
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("nothing came of it in a minute", e);
    }
  }

  Vertx vertx() {
    return vertx;
  }

  ReporterSettings settings() {
    return settings;
  }

  public void publish(List<RunEvent> events) {
    await(publisher.send(events.stream().map(event -> message(settings.topic(), event)).toList()));
  }

  void publish(Message message) {
    await(publisher.send(message));
  }

  static Message message(String topic, RunEvent event) {
    var encoded = CloudEventCodec.encode(event);
    return new Message(topic, event.runId().toString(), encoded.headers(), encoded.value());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(endpoint.url() + path))
        .timeout(Duration.ofSeconds(50))
        .header("Authorization", "Bearer " + key);
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /** Asks until the answer is {@code status}: for what follows an event by itself. */
  HttpResponse<String> answers(String path, int status) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    HttpResponse<String> answer = get(path);
    while (answer.statusCode() != status && System.nanoTime() < deadline) {
      await(vertx.timer(50, TimeUnit.MILLISECONDS));
      answer = get(path);
    }
    return answer;
  }

  HttpResponse<String> post(String path, String json, String... headers) {
    HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<String> asAdmin(String path, String json) {
    return send(
        request(path)
            .setHeader("Authorization", "Bearer " + adminKey)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  public String key() {
    return key;
  }

  public URI url(String path) {
    return URI.create(endpoint.url() + path);
  }

  /** Without a word to anybody, as a process dies. */
  void kill() {
    client.close();
    await(publisher.close());
    await(vertx.close());
  }

  @Override
  public void close() {
    client.close();
    await(publisher.close());
    await(endpoint.stop());
    await(module.stop());
    await(vertx.close());
  }
}
