package dev.verdict.plugin.ci;

import dev.verdict.plugin.ci.http.ApiProfile;
import dev.verdict.plugin.ci.http.ProviderHttp;
import io.vertx.core.Vertx;
import java.time.Clock;

/** What the host hands a provider. */
public interface ProviderContext {
  ProviderSettings settings();

  /** The door to the API. Doors to one host with one credential share its limits. */
  ProviderHttp http(ApiProfile profile);

  /** For files and timers. Connections go through {@link #http}. */
  Vertx vertx();

  Clock clock();

  /**
   * The provider of the repository's host, for a factory that says {@link
   * CiProviderFactory#usesRepositoryHost()}. If none is set, its operations fail with a {@link
   * ConfigurationError} that says which setting is missing.
   */
  CiProvider repositoryHost();
}
