package dev.verdict.ci;

import static dev.verdict.plugin.ci.ProviderSetting.optional;

import dev.verdict.ci.http.CallListener;
import dev.verdict.ci.http.Clockwork;
import dev.verdict.ci.http.HttpDoors;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.ProviderSetting;
import dev.verdict.plugin.ci.ProviderSetting.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes providers and hands them what they need. One for the process, so that all providers share
 * limits and connections.
 */
public final class ProviderHost {
  private static final String SCM = "scm_";
  private static final String SCM_PROVIDER = "scm_provider";

  private final Vertx vertx;
  private final CiProviders providers;
  private final Map<String, String> environment;
  private final Clock clock;
  private final HttpDoors doors;

  /**
   * @param environment of a CI job, from which settings are taken that nobody gives; empty
   *     elsewhere
   */
  public ProviderHost(
      Vertx vertx,
      CiProviders providers,
      Map<String, String> environment,
      Clockwork clockwork,
      CallListener listener) {
    this.vertx = vertx;
    this.providers = providers;
    this.environment = Map.copyOf(environment);
    this.clock = clockwork.clock();
    this.doors = new HttpDoors(vertx, clockwork, listener);
  }

  public CiProviders providers() {
    return providers;
  }

  /** All that can be set for a provider: its own, the connection's, its repository's host's. */
  public static List<ProviderSetting> settingsOf(CiProviderFactory factory) {
    List<ProviderSetting> all = new ArrayList<>(factory.settings());
    all.addAll(HostSettings.ALL);
    if (factory.usesRepositoryHost()) {
      all.add(optional(SCM_PROVIDER, Kind.TEXT, "the provider of the repository's host"));
      all.add(optional(SCM + "token", Kind.SECRET, "its credential"));
      all.add(optional(SCM + "repository", Kind.TEXT, "the repository as it is called there"));
      all.add(optional(SCM + "api_url", Kind.URL, "its API"));
      all.add(optional(SCM + "username", Kind.TEXT, "its user, where it wants one"));
    }
    return all;
  }

  /** What is wrong with settings, all of it; empty if nothing is. */
  public List<SettingFault> check(String name, Map<String, String> settings) {
    return new CheckedSettings(settingsOf(providers.named(name)), settings, environment).faults();
  }

  /**
   * Throws a {@link ConfigurationError} that tells everything that is wrong.
   *
   * @param settings what is below {@code providers.<name>}
   */
  public CiProvider create(String name, Map<String, String> settings) {
    CiProviderFactory factory = providers.named(name);
    CheckedSettings checked = new CheckedSettings(settingsOf(factory), settings, environment);
    if (!checked.faults().isEmpty()) {
      throw new ConfigurationError(
          Failure.of(
              name,
              Operation.INITIALIZE,
              checked.faults().stream()
                  .map(SettingFault::toString)
                  .collect(Collectors.joining("; ")),
              "set them as providers." + name + ".…"));
    }
    try {
      return factory.create(
          new HostContext(name, checked, repositoryHost(factory, checked), vertx, clock, doors));
    } catch (IllegalArgumentException wrong) {
      throw new ConfigurationError(
          Failure.of(
              name,
              Operation.INITIALIZE,
              String.valueOf(wrong.getMessage()),
              "correct providers." + name + ".…"));
    }
  }

  private CiProvider repositoryHost(CiProviderFactory factory, CheckedSettings settings) {
    String host = settings.text(SCM_PROVIDER).orElse("");
    if (!factory.usesRepositoryHost() || host.isEmpty()) {
      return new UnsetRepositoryHost(factory.name());
    }
    CiProviderFactory other = providers.named(host);
    Map<String, String> its = new HashMap<>();
    for (ProviderSetting each : settingsOf(other)) {
      settings.text(SCM + each.name()).ifPresent(value -> its.put(each.name(), value));
    }
    for (ProviderSetting each : HostSettings.ALL) {
      settings.text(each.name()).ifPresent(value -> its.put(each.name(), value));
    }
    return create(host, its);
  }

  /** Closes connections; providers are closed by whoever made them. */
  public Future<Void> close() {
    return doors.close();
  }
}
