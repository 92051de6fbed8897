package dev.verdict.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void eachVertxHasOneRegistryThatIsFoundAgain() throws Exception {
    Vertx one = Metrics.vertx(new VertxOptions());
    Vertx other = Metrics.vertx(new VertxOptions());
    try {
      Counter.builder("distributed_testing_things")
          .tag("status", "done")
          .register(Metrics.of(one).registry())
          .increment();

      assertThat(Metrics.of(one)).isSameAs(Metrics.of(one)).isNotSameAs(Metrics.of(other));
      assertThat(Metrics.of(one).scrape())
          .contains("distributed_testing_things_total{status=\"done\"} 1.0")
          .contains("jvm_memory_used_bytes")
          .contains("process_uptime_seconds")
          .contains("vertx_pool_");
      assertThat(Metrics.of(other).scrape()).doesNotContain("distributed_testing_things");
    } finally {
      one.close().await(20, TimeUnit.SECONDS);
      other.close().await(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void methodsThatClientsInventDoNotMakeSeriesWithoutEnd() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Metrics metrics = Metrics.of(vertx);
      for (int i = 0; i < 1_000; i++) {
        Counter.builder("vertx.http.server.requests")
            .tag("method", "M" + i)
            .register(metrics.registry())
            .increment();
      }

      assertThat(metrics.registry().find("vertx.http.server.requests").counters()).hasSize(200);
    } finally {
      vertx.close().await(20, TimeUnit.SECONDS);
    }
  }
}
