package dev.verdict.artifacts.usecase.links;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How often a CI system need not be asked. */
public final class LinkMeters {
  private final Counter kept;
  private final Counter joined;
  private final Counter fetched;

  public LinkMeters(MeterRegistry registry) {
    this.kept = counter(registry, "hit");
    this.joined = counter(registry, "joined");
    this.fetched = counter(registry, "miss");
  }

  private static Counter counter(MeterRegistry registry, String outcome) {
    return Counter.builder("distributed_testing_artifact_listings")
        .description("Pages of listings of CI systems: kept ones, joined questions, fetched ones")
        .tag("outcome", outcome)
        .register(registry);
  }

  void kept() {
    kept.increment();
  }

  void joined() {
    joined.increment();
  }

  void fetched() {
    fetched.increment();
  }
}
