package dev.verdict.coordinator;

import dev.verdict.ci.CiProviders;
import dev.verdict.ci.ProviderHost;
import dev.verdict.ci.RepositoryProviders;
import dev.verdict.ci.http.Clockwork;
import dev.verdict.ci.http.MicrometerCalls;
import dev.verdict.coordinator.outbound.ci.ProviderRuns;
import dev.verdict.coordinator.outbound.ci.ReportLimits;
import dev.verdict.coordinator.outbound.pg.PgFollowedRuns;
import dev.verdict.coordinator.usecase.TakeNews;
import dev.verdict.coordinator.usecase.follow.FollowRuns;
import dev.verdict.runtime.pg.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;

/** Runs of CI systems that are taken into ours, wired. */
final class Following {
  private final RepositoryProviders providers;
  private final FollowRuns runs;

  Following(
      Vertx vertx,
      FollowSettings settings,
      Database database,
      TakeNews takeNews,
      MeterRegistry registry) {
    this.providers =
        new RepositoryProviders(
            new ProviderHost(
                vertx,
                CiProviders.load(),
                Map.of(),
                Clockwork.real(vertx),
                new MicrometerCalls(registry)),
            settings.providers());
    this.runs =
        new FollowRuns(
            vertx,
            new PgFollowedRuns(database),
            new ProviderRuns(vertx, providers, ReportLimits.USUAL),
            takeNews,
            settings.patience(),
            Clock.systemUTC());
  }

  RepositoryProviders providers() {
    return providers;
  }

  void start() {
    runs.start();
  }

  void wake() {
    runs.wake();
  }

  Future<Void> stop() {
    return runs.stop().transform(stopped -> providers.close());
  }
}
