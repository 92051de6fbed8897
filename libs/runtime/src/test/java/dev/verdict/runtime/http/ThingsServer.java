package dev.verdict.runtime.http;

import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.settings.HttpSettings;
import dev.verdict.runtime.settings.TlsSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A real server for openapi/things.yaml on a free port, and a client for it. */
final class ThingsServer implements AutoCloseable {
  record Thing(String name, Config config, @Nullable Integer slots) {}

  record Config(List<String> command) {}

  final Vertx vertx = Vertx.vertx();
  final HttpEndpoint endpoint;
  final WebClient client;

  private ThingsServer(HttpSettings settings, HealthChecks health) throws Exception {
    var router =
        Api.router(vertx, "openapi/things.yaml", new FakeAuthenticator(), ThingsServer::operations)
            .await(20, TimeUnit.SECONDS);
    endpoint =
        new HttpEndpoint(vertx, settings, health)
            .mount(List.of(router))
            .listen()
            .await(20, TimeUnit.SECONDS);
    client = WebClient.create(vertx);
  }

  static ThingsServer start() throws Exception {
    return start(HttpSettings.onLoopback(0), new HealthChecks());
  }

  static ThingsServer start(HttpSettings settings, HealthChecks health) throws Exception {
    return new ThingsServer(settings, health);
  }

  static HttpSettings settings(Duration requestTimeout, long bodyLimit, boolean metricsAuth) {
    return new HttpSettings(
        "127.0.0.1",
        0,
        Duration.ofSeconds(30),
        requestTimeout,
        Duration.ofSeconds(1),
        100,
        bodyLimit,
        metricsAuth,
        TlsSettings.NONE);
  }

  private static void operations(Operations operations) {
    operations
        .handle("listThings", Scope.READ, ThingsServer::list)
        .handle(
            "createThing",
            Scope.SUBMIT,
            Thing.class,
            (call, thing) -> Future.succeededFuture(Reply.created("/api/v1/things/1", thing)))
        .handle(
            "getThing",
            Set.of(Scope.READ, Scope.WORKER),
            call -> Future.failedFuture(Fail.notFound("thing", call.id("id", "thing"))))
        .raw("uploadThing", Set.of(Scope.SUBMIT, Scope.WORKER), ThingsServer::upload)
        .handle(
            "broken",
            Scope.READ,
            call -> {
              throw new IllegalStateException("the secret plan is on disk /dev/sda");
            })
        .handle("slow", Scope.READ, call -> Future.future(never -> {}))
        .open("open", call -> Future.succeededFuture(page(call)));
  }

  private static Future<Reply> list(Call call) {
    return Future.succeededFuture(
        Reply.json(
            200,
            Map.of(
                "limit", call.number("limit", 100),
                "cursor", call.query("cursor").orElse(""),
                "ids", call.list("ids"),
                "partial", call.flag("partial", false))));
  }

  private static void upload(io.vertx.ext.web.RoutingContext context) {
    long[] bytes = {0};
    context
        .request()
        .handler(piece -> bytes[0] += piece.length())
        .endHandler(
            end ->
                Replies.send(
                    context,
                    Reply.json(201, Map.of("bytes", bytes[0], "by", Caller.of(context).name()))))
        .resume();
  }

  private static Reply page(Call call) {
    return Reply.text(
        200, "text/html; charset=utf-8", "<p>hello " + call.identity().name() + "</p>");
  }

  HttpRequest<Buffer> request(HttpMethod method, String path) {
    return client.request(method, endpoint.port(), "127.0.0.1", path);
  }

  HttpResponse<Buffer> get(String path, String key) throws Exception {
    HttpRequest<Buffer> request = request(HttpMethod.GET, path);
    if (!key.isEmpty()) {
      request.bearerTokenAuthentication(key);
    }
    return request.send().await(20, TimeUnit.SECONDS);
  }

  HttpResponse<Buffer> post(String path, String contentType, String body) throws Exception {
    return request(HttpMethod.POST, path)
        .bearerTokenAuthentication("submitter")
        .putHeader("Content-Type", contentType)
        .sendBuffer(Buffer.buffer(body))
        .await(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws TimeoutException {
    client.close();
    endpoint.stop().await(20, TimeUnit.SECONDS);
    vertx.close().await(20, TimeUnit.SECONDS);
  }
}
