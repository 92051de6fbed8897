package dev.verdict.artifacts;

import dev.verdict.contract.Topics;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.runtime.access.Access;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.HttpEndpoint;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.settings.HttpSettings;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The whole service behind a real HTTP server, with keys for everybody. */
final class ServiceUnderTest implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final ShiftedClock clock = new ShiftedClock();
  final Vertx vertx = Vertx.vertx();
  final Access access;
  final Database database;
  final String submit;
  final String read;
  final String admin;
  final String enroll;
  private HttpClient http = client(HttpClient.Version.HTTP_1_1);
  private final ArtifactsModule module;
  private final HttpEndpoint endpoint;

  ServiceUnderTest(
      PostgresAccess server, String kafka, Path directory, Map<String, String> settings) {
    Map<String, String> flags = new HashMap<>(settings);
    flags.put("postgres.host", server.host());
    flags.put("postgres.port", Integer.toString(server.port()));
    flags.put("postgres.database", server.database());
    flags.put("postgres.user", server.user());
    flags.put("postgres.password", server.password());
    flags.put("kafka.bootstrap_servers", kafka);
    flags.put("artifacts.directory", directory.toString());
    SettingsReader reader =
        new SettingsReader(SettingsSource.of(Map.of(), Optional.empty(), flags));
    ArtifactSettings read = ArtifactSettings.from(reader);
    reader.check();
    PostgresSettings postgres = read.postgres();
    access = await(Access.start(vertx, postgres));
    this.database = Database.open(vertx, postgres.withPoolSize(2), ArtifactsModule.SCHEMA);
    module = new ArtifactsModule(vertx, read, clock);
    endpoint =
        await(
            module
                .start()
                .compose(
                    router ->
                        new HttpEndpoint(vertx, HttpSettings.onLoopback(0), module.health())
                            .mount(List.of(router))
                            .listen()));
    this.submit = key(Scope.SUBMIT);
    this.read = key(Scope.READ);
    this.admin = key(Scope.ADMIN);
    this.enroll = key(Scope.ENROLL);
  }

  private static HttpClient client(HttpClient.Version version) {
    return HttpClient.newBuilder().version(version).connectTimeout(PATIENCE).build();
  }

  ServiceUnderTest overHttp2() {
    http.shutdownNow();
    http = client(HttpClient.Version.HTTP_2);
    return this;
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("nothing within " + PATIENCE, e);
    }
  }

  private String key(Scope scope) {
    return await(access.keys().create("test " + scope, Set.of(scope), "test", null))
        .secret()
        .reveal();
  }

  String worker(UUID id) {
    return await(access.tokens().issue(id)).token().reveal();
  }

  String pass(UUID worker, AttemptRef attempt) {
    return await(access.passes().signer()).sign(worker, attempt);
  }

  /** As a worker does. */
  HttpResponse<String> bring(UUID worker, String pass, String path, String body) {
    return send(
        request(worker(worker), path, Topics.PASS_HEADER, pass)
            .POST(BodyPublishers.ofString(body)));
  }

  Wiring wiring() {
    return module.wiring().orElseThrow();
  }

  URI at(String path) {
    return URI.create(endpoint.url() + path);
  }

  HttpResponse<String> get(String key, String path, String... headers) {
    return send(request(key, path, headers).GET());
  }

  HttpResponse<String> post(String key, String path, String body) {
    return send(
        request(key, path, "Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> put(String key, String path, BodyPublisher body) {
    return send(request(key, path).PUT(body));
  }

  HttpRequest.Builder request(String key, String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).timeout(PATIENCE);
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return headers.length == 0 ? request : request.headers(headers);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
    try {
      return http.send(request.build(), body);
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  HttpClient http() {
    return http;
  }

  @Override
  public void close() {
    http.shutdownNow();
    await(endpoint.stop());
    await(module.stop());
    await(database.close());
    await(access.stop());
    await(vertx.close());
  }
}
