package dev.verdict.runtime.http;

import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.logging.LogLevels;
import dev.verdict.runtime.metrics.Metrics;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;

/** What every service answers: is it well, how is it doing, what does it offer. */
final class SystemRoutes {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Metrics metrics;
  private final HealthChecks health;
  private final boolean metricsAuth;
  private volatile boolean stopping;

  SystemRoutes(Metrics metrics, HealthChecks health, boolean metricsAuth) {
    this.metrics = metrics;
    this.health = health;
    this.metricsAuth = metricsAuth;
  }

  void unready() {
    stopping = true;
  }

  void addTo(Router root, ApiDocument document, Authentication authentication) {
    Buffer yaml = Buffer.buffer(document.yaml());
    root.get("/openapi.yaml")
        .handler(context -> send(context, Reply.bytes(200, "application/yaml", yaml)));
    root.get("/health").handler(context -> answer(context, false));
    root.get("/health/ready").handler(context -> answer(context, true));
    // That this is answered at all says that the event loop turns.
    root.get("/health/live")
        .handler(context -> send(context, Reply.json(200, Map.of("status", HealthReport.UP))));
    root.get("/metrics").handler(context -> metrics(context, authentication));
    new LogLevelRoute(LogLevels.ofProcess(), authentication).addTo(root);
  }

  private void answer(RoutingContext context, boolean asReady) {
    health
        .ask()
        .onSuccess(
            report -> {
              boolean serving = report.serving() && !(asReady && stopping);
              HealthReport told =
                  asReady && stopping ? new HealthReport("stopping", report.parts()) : report;
              send(
                  context,
                  Reply.json(serving ? 200 : 503, told).header("Cache-Control", "no-store"));
            })
        .onFailure(context::fail);
  }

  private void metrics(RoutingContext context, Authentication authentication) {
    authentication
        .letIn(context.request(), metricsAuth ? Set.of(Scope.READ) : Set.of())
        .compose(identity -> context.vertx().executeBlocking(metrics::scrape, false))
        .onSuccess(text -> send(context, Reply.text(200, PROMETHEUS, text)))
        .onFailure(context::fail);
  }

  private static void send(RoutingContext context, Reply reply) {
    Replies.send(context, reply);
  }
}
