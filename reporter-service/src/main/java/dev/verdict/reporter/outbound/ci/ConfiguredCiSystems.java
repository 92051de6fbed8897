package dev.verdict.reporter.outbound.ci;

import dev.verdict.ci.CiProviders;
import dev.verdict.ci.ProviderHost;
import dev.verdict.ci.RepositoryProviders;
import dev.verdict.ci.http.Clockwork;
import dev.verdict.ci.http.MicrometerCalls;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.reporter.usecase.telling.CiSystems;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;

/** {@link CiSystems} by their settings. */
public final class ConfiguredCiSystems implements CiSystems {
  private final RepositoryProviders providers;

  public ConfiguredCiSystems(
      Vertx vertx,
      Clockwork clockwork,
      Map<String, Map<String, String>> settings,
      MeterRegistry registry) {
    this.providers =
        new RepositoryProviders(
            new ProviderHost(
                vertx, CiProviders.load(), Map.of(), clockwork, new MicrometerCalls(registry)),
            settings);
  }

  @Override
  public CiProvider of(Operation operation, String provider, String repository) {
    return providers.of(provider, repository, operation);
  }

  public Future<Void> close() {
    return providers.close();
  }
}
