package dev.verdict.runtime.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.runtime.metrics.Metrics;
import dev.verdict.runtime.settings.TlsSettings;
import dev.verdict.runtime.settings.TracingSettings;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.VertxInternal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TracingTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final SpanName NAME = SpanName.of("work").with("verdict.run.id", "r1");

  private final FakeCollector collector = new FakeCollector();
  private final Tracing tracing =
      OpenTelemetryTracing.of(
          SpanPipeline.provider("test", 1)
              .addSpanProcessor(SimpleSpanProcessor.create(new ToldExporter(collector)))
              .build());
  private final Vertx vertx = Metrics.vertx(new VertxOptions(), tracing);
  private final HttpClient client = vertx.createHttpClient();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      received.add(String.valueOf(request.getHeader("traceparent")));
                      String here = tracing.current().orElse("nothing");
                      request.response().end(here);
                    })
                .listen(0, "127.0.0.1"));
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
    tracing.stop(Duration.ofSeconds(2));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }

  private Future<String> ask(String path, @Nullable String parent) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost("127.0.0.1")
            .setPort(server.actualPort())
            .setURI(path);
    if (parent != null) {
      options.putHeader("traceparent", parent);
    }
    return client
        .request(options)
        .compose(request -> request.send())
        .compose(response -> response.body())
        .map(body -> body.toString());
  }

  private static String text(SpanData span, String attribute) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(attribute)));
  }

  @Test
  void what_work_calls_belongs_to_its_trace_on_both_sides() throws Exception {
    String here = await(tracing.within(vertx, NAME, PARENT, () -> ask("/a?key=secret", null)));

    SpanData work = collector.await("work");
    assertThat(work.getTraceId()).isEqualTo(TRACE);
    assertThat(work.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(text(work, "verdict.run.id")).isEqualTo("r1");
    assertThat(received).singleElement().asString().startsWith("00-" + TRACE);
    assertThat(here).startsWith("00-" + TRACE).endsWith("-01");
    List<SpanData> http =
        collector.spans().stream().filter(each -> each.getName().equals("GET")).toList();
    assertThat(http).extracting(SpanData::getTraceId).containsOnly(TRACE);
    assertThat(http)
        .extracting(SpanData::getKind)
        .containsExactlyInAnyOrder(SpanKind.CLIENT, SpanKind.SERVER);
    assertThat(collector.spans().toString()).doesNotContain("secret");
  }

  @Test
  void what_others_do_on_the_same_event_loop_does_not() throws Exception {
    Future<String> within =
        tracing.within(vertx, NAME, PARENT, () -> vertx.timer(20).compose(t -> ask("/a", null)));
    String other = await(ask("/b", null));

    assertThat(other).doesNotContain(TRACE);
    assertThat(await(within)).contains(TRACE);
  }

  @Test
  void whoever_calls_with_a_trace_is_answered_in_it() throws Exception {
    assertThat(await(ask("/a", PARENT))).startsWith("00-" + TRACE);
    assertThat(collector.await("GET").getParentSpanId()).isEqualTo("00f067aa0ba902b7");
  }

  @Test
  void probes_and_heartbeats_are_no_spans() throws Exception {
    for (String path :
        List.of("/health", "/health/live", "/metrics", "/api/v1/workers/1/heartbeat")) {
      await(ask(path, null));
    }
    await(ask("/last", null));

    assertThat(text(collector.await("GET"), "url.path")).isEqualTo("/last");
    assertThat(collector.spans()).hasSize(1);
  }

  @Test
  void who_says_that_a_trace_is_not_kept_is_heard() throws Exception {
    OpenSpan span = tracing.begin(NAME, "00-" + TRACE + "-00f067aa0ba902b7-00");
    span.end();
    tracing.begin(SpanName.of("kept"), null).end();

    collector.await("kept");
    assertThat(collector.spans()).hasSize(1);
    assertThat(span.traceparent().orElseThrow()).startsWith("00-" + TRACE).endsWith("-00");
  }

  @Test
  void a_broken_parent_is_a_beginning() throws Exception {
    tracing.begin(NAME, "not a trace").end();
    assertThat(collector.await("work").getParentSpanId()).isEqualTo("0000000000000000");
  }

  @Test
  void of_a_failure_its_kind_is_told_and_not_what_it_says() throws Exception {
    Future<Void> failed =
        tracing.within(
            vertx, NAME, PARENT, () -> Future.failedFuture(new IllegalStateException("hunter2")));

    assertThat(failed.transform(done -> Future.succeededFuture(done.cause().getMessage())).await())
        .isEqualTo("hunter2");
    SpanData work = collector.await("work");
    assertThat(work.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(text(work, "error.type")).isEqualTo("java.lang.IllegalStateException");
    assertThat(work.toString()).doesNotContain("hunter2");
  }

  @Test
  void of_addresses_only_what_lets_nobody_in_is_told() {
    assertThat(CleanSpan.host("https://hooks.example.org:8443/services/T0/B0/secret?x=y"))
        .isEqualTo("https://hooks.example.org:8443");
    assertThat(CleanSpan.host("no address")).isEmpty();
    String run = "01a3f5a0-8c1f-7000-8000-0123456789ab";
    assertThat(CleanSpan.path("/api/v1/runs/" + run)).isEqualTo("/api/v1/runs/" + run);
    assertThat(CleanSpan.path("/a/" + "s".repeat(43))).isEqualTo("/a/***");
  }

  @Test
  void a_collector_that_is_not_there_harms_nobody() throws Exception {
    TracingSettings settings =
        new TracingSettings(
            Optional.of(URI.create("http://127.0.0.1:1")),
            Map.of(),
            1,
            512,
            Duration.ofMillis(200),
            TlsSettings.NONE);
    Tracing alone = Tracing.start("test", settings);
    for (int i = 0; i < 5_000; i++) {
      alone.begin(NAME, null).end();
    }
    assertThat(await(alone.within(vertx, NAME, null, () -> Future.succeededFuture("done"))))
        .isEqualTo("done");
    long start = System.nanoTime();
    alone.stop(Duration.ofSeconds(2));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void turned_off_there_is_no_tracer_and_work_is_done_where_it_is_asked_for() throws Exception {
    Tracing off = Tracing.start("test", TracingSettings.OFF);
    Vertx bare = Metrics.vertx(new VertxOptions(), off);
    try {
      assertThat(off).isSameAs(Tracing.OFF);
      assertThat(Tracing.of(bare)).isSameAs(Tracing.OFF);
      assertThat(((VertxInternal) bare).tracer()).isNull();
      Thread here = Thread.currentThread();
      Thread there =
          await(
              off.within(bare, NAME, PARENT, () -> Future.succeededFuture(Thread.currentThread())));
      assertThat(there).isSameAs(here);
      assertThat(off.current()).isEmpty();
      assertThat(off.begin(NAME, PARENT).traceparent()).isEmpty();
    } finally {
      await(bare.close());
    }
  }
}
