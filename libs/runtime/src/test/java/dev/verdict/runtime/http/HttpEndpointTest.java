package dev.verdict.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.verdict.runtime.settings.HttpSettings;
import dev.verdict.runtime.settings.TlsSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void aBodyOverTheLimitIsRefusedWhetherItsLengthWasToldOrNot() throws Exception {
    try (ThingsServer server =
        ThingsServer.start(ThingsServer.settings(LONG, 2048, false), new HealthChecks())) {
      var told = server.post("/api/v1/things", "application/json", "x".repeat(4096));

      assertThat(told.statusCode()).isEqualTo(413);
      assertThat(ProblemsTest.problem(told).detail())
          .isEqualTo("body: more than 2048 bytes (expected: at most 2048)");
      String untold =
          raw(
              server.endpoint.port(),
              "POST /api/v1/things HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer submitter\r\n"
                  + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                  + ("1000\r\n" + "x".repeat(4096) + "\r\n").repeat(300));
      assertThat(untold).startsWith("HTTP/1.1 413 ").contains("urn:verdict:problem:too-large");
    }
  }

  @Test
  void aRefusedUploadDoesNotBlockItsConnection() throws Exception {
    try (ThingsServer server = ThingsServer.start()) {
      String refused =
          "PUT /api/v1/things/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n"
              + "x".repeat(100_000);
      String next = "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

      assertThat(raw(server.endpoint.port(), refused + next))
          .startsWith("HTTP/1.1 401 ")
          .contains("HTTP/1.1 200 OK");
    }
  }

  @Test
  void aStreamHasNoLimitAndIsReadByItsHandler() throws Exception {
    try (ThingsServer server =
        ThingsServer.start(ThingsServer.settings(LONG, 2048, false), new HealthChecks())) {
      var answer =
          server
              .request(HttpMethod.PUT, "/api/v1/things/1")
              .bearerTokenAuthentication("worker")
              .putHeader("Content-Type", "application/gzip")
              .sendBuffer(Buffer.buffer(new byte[1 << 20]))
              .await(20, TimeUnit.SECONDS);

      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.bodyAsJsonObject().getInteger("bytes")).isEqualTo(1 << 20);
      assertThat(answer.bodyAsJsonObject().getString("by"))
          .isEqualTo("worker " + FakeAuthenticator.WORKER);
    }
  }

  @Test
  void whatTakesTooLongIsUnavailable() throws Exception {
    try (ThingsServer server =
        ThingsServer.start(
            ThingsServer.settings(Duration.ofMillis(50), 2048, false), new HealthChecks())) {
      var answer = server.get("/api/v1/slow", "reader");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
    }
  }

  @Test
  void longLinesAndLargeHeadersAreProblems() throws Exception {
    try (ThingsServer server = ThingsServer.start()) {
      int port = server.endpoint.port();

      assertThat(raw(port, "GET /" + "x".repeat(50_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
          .contains(" 414 ")
          .contains("application/problem+json");
      assertThat(raw(port, "GET / HTTP/1.1\r\nHost: x\r\nA: " + "x".repeat(40_000) + "\r\n\r\n"))
          .contains(" 431 ")
          .contains("application/problem+json");
    }
  }

  @Test
  void moreConnectionsThanAllowedAreClosed() throws Exception {
    HttpSettings one =
        new HttpSettings(
            "127.0.0.1", 0, LONG, LONG, Duration.ofSeconds(1), 1, 2048, false, TlsSettings.NONE);
    try (ThingsServer server = ThingsServer.start(one, new HealthChecks());
        Socket first = new Socket("127.0.0.1", server.endpoint.port())) {
      first.setSoTimeout(20_000);
      String request = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
      first.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      assertThat(first.getInputStream().read()).isEqualTo('H');

      assertThat(raw(server.endpoint.port(), request)).isEmpty();
    }
  }

  @Test
  void answersCarryTheHeadersThatProtectThem() throws Exception {
    try (ThingsServer server = ThingsServer.start()) {
      var api = server.get("/api/v1/things", "reader");
      var page = server.get("/open", "reader");

      assertThat(api.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(api.getHeader("Cache-Control")).isEqualTo("no-store");
      assertThat(api.getHeader("X-Request-Id")).isNotEmpty();
      assertThat(api.getHeader("Access-Control-Allow-Origin")).isNull();
      assertThat(page.getHeader("Content-Security-Policy")).contains("default-src 'none'");
    }
  }

  @Test
  void healthTellsThePartsAndMetricsTellWhatWasMeasured() throws Exception {
    HealthChecks health =
        new HealthChecks()
            .required("postgres", () -> Future.succeededFuture("17"))
            .optional("kafka", () -> Future.failedFuture("no broker, password=hunter2"));
    try (ThingsServer server =
        ThingsServer.start(ThingsServer.settings(LONG, 2048, true), health)) {
      var answer = server.get("/health", "");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.bodyAsJsonObject().getString("status")).isEqualTo("degraded");
      assertThat(answer.bodyAsString())
          .doesNotContain("serving")
          .contains("\"detail\":\"17\"")
          .contains("no broker, password=***");
      assertThat(server.get("/health/ready", "").statusCode()).isEqualTo(200);
      server.endpoint.unready();
      assertThat(server.get("/health/ready", "").statusCode()).isEqualTo(503);
      assertThat(server.get("/health/live", "").statusCode()).isEqualTo(200);
      assertThat(server.get("/metrics", "nobody").statusCode()).isEqualTo(401);
      assertThat(server.get("/metrics", "reader").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theDocumentHasTheServiceAndTheSystemInOne() throws Exception {
    try (ThingsServer server = ThingsServer.start()) {
      var answer = server.get("/openapi.yaml", "reader");

      JsonNode document = new YAMLMapper().readTree(answer.bodyAsString());
      assertThat(document.path("paths").fieldNames())
          .toIterable()
          .contains("/api/v1/things", "/health", "/metrics");
      assertThat(document.path("components").path("schemas").fieldNames())
          .toIterable()
          .contains("Thing", "Problem");
      // What looks like a number is a text in OpenAPI.
      assertThat(answer.bodyAsString()).contains("version: \"1\"").contains("\"200\":");
    }
  }

  @Test
  void theDocumentIsValidOpenApi() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      assertThat(Api.validate(vertx, "openapi/things.yaml").await(30, TimeUnit.SECONDS)).isNull();
      assertThat(Api.validate(vertx, ApiDocument.COMMON).await(30, TimeUnit.SECONDS)).isNull();
      assertThatThrownBy(
              () -> Api.validate(vertx, "openapi/invalid.yaml").await(30, TimeUnit.SECONDS))
          .hasMessageContaining("invalid OpenAPI: ")
          .hasMessageContaining("version");
      assertThatThrownBy(
              () -> Api.validate(vertx, "openapi/broken.yaml").await(30, TimeUnit.SECONDS))
          .hasMessageContaining("references [#/components/schemas/Nowhere]");
    } finally {
      vertx.close().await(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void twoServicesThatDescribeTheSameDifferentlyCannotShareAServer() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Router one = openThing(vertx, "openapi/one.yaml");
      Router other = openThing(vertx, "openapi/other.yaml");
      HttpEndpoint endpoint =
          new HttpEndpoint(vertx, HttpSettings.onLoopback(0), new HealthChecks());

      assertThatThrownBy(() -> endpoint.mount(List.of(one, other)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("openapi/other.yaml says something else")
          .hasMessageContaining("paths//same/get")
          .hasMessageContaining("components/schemas/Same");
    } finally {
      vertx.close().await(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void anOperationWithoutAHandlerIsAnErrorAtTheStart() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Future<Router> made =
          Api.openRouter(
              vertx,
              "openapi/one.yaml",
              operations -> operations.open("another", call -> Future.failedFuture("never")));

      assertThatThrownBy(() -> made.await(20, TimeUnit.SECONDS))
          .hasMessage(
              "operations without a handler: [same], handlers without a description: [another]");
    } finally {
      vertx.close().await(20, TimeUnit.SECONDS);
    }
  }

  private static Router openThing(Vertx vertx, String document) throws Exception {
    return Api.openRouter(
            vertx,
            document,
            operations -> operations.open("same", call -> Future.succeededFuture(Reply.empty(204))))
        .await(20, TimeUnit.SECONDS);
  }

  /** What a server answers to these bytes until it closes or the answer ends. */
  private static String raw(int port, String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
