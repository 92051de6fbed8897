package dev.verdict.reporter.usecase.telling;

import dev.verdict.reporter.domain.telling.Telling;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** How many places were told, and how long they waited for it. */
public final class TellingMeters {
  private final MeterRegistry registry;

  public TellingMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void told(Telling telling, boolean anew, Instant now) {
    count(telling, anew ? "told" : "same");
    if (anew) {
      Duration waited = Duration.between(telling.wantedAt(), now);
      Timer.builder("verdict_reporter_telling_delay")
          .description("From the wish to tell something in a CI system to its answer")
          .tag("surface", telling.surface().word())
          .serviceLevelObjectives(
              Duration.ofMillis(100),
              Duration.ofMillis(300),
              Duration.ofSeconds(1),
              Duration.ofSeconds(10),
              Duration.ofMinutes(1),
              Duration.ofMinutes(10))
          .register(registry)
          .record(waited.isNegative() ? Duration.ZERO : waited);
    }
  }

  void failed(Telling telling, String outcome) {
    count(telling, outcome);
  }

  private void count(Telling telling, String outcome) {
    Counter.builder("verdict_reporter_tellings")
        .description("Tries to tell a run in a CI system, by what came of them")
        .tag("provider", telling.provider())
        .tag("surface", telling.surface().word())
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }
}
