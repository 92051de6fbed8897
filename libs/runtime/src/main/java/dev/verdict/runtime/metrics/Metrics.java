package dev.verdict.runtime.metrics;

import dev.verdict.runtime.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;

/**
 * One Prometheus registry for each Vert.x, found again from it: {@code
 * Metrics.of(vertx).registry()}.
 */
public final class Metrics implements Shareable {
  private static final String PLACE = "dev.verdict.metrics";
  private static final int MOST_VALUES_OF_A_LABEL = 200;

  private final PrometheusMeterRegistry registry;

  private Metrics() {
    registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    // What comes from outside must not make series without end.
    for (String label : new String[] {"path", "route", "method", "class"}) {
      registry
          .config()
          .meterFilter(
              MeterFilter.maximumAllowableTags(
                  "vertx.", label, MOST_VALUES_OF_A_LABEL, MeterFilter.deny()));
    }
  }

  /** A Vert.x that measures itself: HTTP server and client, pools and event loops. */
  public static Vertx vertx(VertxOptions options) {
    return vertx(options, Tracing.OFF);
  }

  /** One that traces itself too. */
  public static Vertx vertx(VertxOptions options, Tracing tracing) {
    Metrics metrics = new Metrics();
    metrics.bindProcess();
    MicrometerMetricsOptions measured =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            .setLabels(
                EnumSet.of(
                    Label.HTTP_ROUTE,
                    Label.HTTP_METHOD,
                    Label.HTTP_CODE,
                    Label.POOL_TYPE,
                    Label.POOL_NAME,
                    Label.CLIENT_NAME))
            .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
            .addDisabledMetricsCategory(MetricsDomain.DATAGRAM_SOCKET)
            .addDisabledMetricsCategory(MetricsDomain.VERTICLES);
    Vertx vertx =
        tracing
            .on(Vertx.builder())
            .with(new VertxOptions(options).setMetricsOptions(measured))
            .withMetrics(new MicrometerMetricsFactory(metrics.registry))
            .build();
    place(vertx).put(PLACE, metrics);
    tracing.placeIn(vertx);
    return vertx;
  }

  /** The one of this Vert.x; a bare one is made where Vert.x was made without, as in a test. */
  public static Metrics of(Vertx vertx) {
    return place(vertx).computeIfAbsent(PLACE, ignored -> new Metrics());
  }

  /** Counters, gauges and timers are made here. */
  public MeterRegistry registry() {
    return registry;
  }

  /** In the text format of Prometheus. */
  public String scrape() {
    return registry.scrape();
  }

  private void bindProcess() {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    // It listens to the collector for as long as the process lives, as the registry does.
    @SuppressWarnings("resource")
    JvmGcMetrics collector = new JvmGcMetrics();
    collector.bindTo(registry);
  }

  private static LocalMap<String, Metrics> place(Vertx vertx) {
    return vertx.sharedData().getLocalMap(PLACE);
  }
}
