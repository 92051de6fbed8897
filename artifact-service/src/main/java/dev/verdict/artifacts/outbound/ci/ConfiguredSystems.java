package dev.verdict.artifacts.outbound.ci;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.artifacts.usecase.links.CiSystems;
import dev.verdict.ci.CiProviders;
import dev.verdict.ci.ProviderHost;
import dev.verdict.ci.RepositoryProviders;
import dev.verdict.ci.http.Clockwork;
import dev.verdict.ci.http.MicrometerCalls;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RunPlace;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;

/** {@link CiSystems} by their settings. */
public final class ConfiguredSystems implements CiSystems {
  private final RepositoryProviders providers;

  public ConfiguredSystems(ProviderHost host, Map<String, Map<String, String>> settings) {
    this.providers = new RepositoryProviders(host, settings);
  }

  public static ConfiguredSystems open(
      Vertx vertx, Clock clock, Map<String, Map<String, String>> settings, MeterRegistry registry) {
    Clockwork real = Clockwork.real(vertx);
    return new ConfiguredSystems(
        new ProviderHost(
            vertx,
            CiProviders.load(),
            Map.of(),
            new Clockwork(clock, real.timers(), real.random()),
            new MicrometerCalls(registry)),
        settings);
  }

  @Override
  public CiProvider of(CiRun run) {
    return providers.of(
        run.provider(), new RunPlace(run.repository(), run.id()), Operation.LIST_ARTIFACTS);
  }

  public Future<Void> close() {
    return providers.close();
  }
}
