package dev.verdict.tests.traces;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Takes spans by OTLP over HTTP, and can be waited for. */
final class FakeCollector implements AutoCloseable {
  private static final int SECONDS = 60;

  /** As it was sent. */
  record Told(
      String trace,
      String id,
      String parent,
      String name,
      String kind,
      Map<String, String> attributes) {}

  private final HttpServer server;
  private final List<Told> spans = new ArrayList<>();

  FakeCollector(Vertx vertx) {
    try {
      server =
          vertx
              .createHttpServer()
              .requestHandler(this::hear)
              .listen(0, "127.0.0.1")
              .await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no port within " + SECONDS + " s", e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  private void hear(HttpServerRequest request) {
    if (!"/v1/traces".equals(request.path())) {
      request.response().setStatusCode(404).end();
      return;
    }
    request
        .body()
        .onSuccess(
            body -> {
              take(body);
              request.response().putHeader("content-type", "application/x-protobuf").end();
            });
  }

  private synchronized void take(Buffer body) {
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(body.getBytes()))) {
      ExportTraceServiceRequest.parseFrom(unpacked).getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .map(FakeCollector::told)
          .forEach(spans::add);
    } catch (IOException e) {
      throw new AssertionError("what was sent is no OTLP", e);
    }
    notifyAll();
  }

  private static Told told(Span span) {
    Map<String, String> attributes = new TreeMap<>();
    for (KeyValue each : span.getAttributesList()) {
      attributes.put(each.getKey(), each.getValue().getStringValue());
    }
    HexFormat hex = HexFormat.of();
    return new Told(
        hex.formatHex(span.getTraceId().toByteArray()),
        hex.formatHex(span.getSpanId().toByteArray()),
        hex.formatHex(span.getParentSpanId().toByteArray()),
        span.getName(),
        span.getKind().name(),
        attributes);
  }

  synchronized List<Told> spans() {
    return List.copyOf(spans);
  }

  /** The first of which this holds, as soon as it is there. */
  synchronized Told await(String what, Predicate<Told> wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      for (Told each : spans) {
        if (wanted.test(each)) {
          return each;
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(
            "no span " + what + ", but: " + spans.stream().map(Told::name).distinct().toList());
      }
      wait(left);
    }
  }

  @Override
  public void close() {
    server.close().await();
  }
}
