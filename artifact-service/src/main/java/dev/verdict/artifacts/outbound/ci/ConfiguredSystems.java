package dev.verdict.artifacts.outbound.ci;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.artifacts.usecase.links.CiSystems;
import dev.verdict.ci.CiProviders;
import dev.verdict.ci.ProviderHost;
import dev.verdict.ci.http.Clockwork;
import dev.verdict.ci.http.MicrometerCalls;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.ProviderSetting;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@link CiSystems} by their settings. Where these name a repository, no other is asked about:
 * whoever starts a run says of which repository it is, and the credential is ours.
 */
public final class ConfiguredSystems implements CiSystems {
  private static final String REPOSITORY = "repository";

  /** Where a repository is named by another word. */
  private static final Set<String> ITS_NAMES =
      Set.of(REPOSITORY, "project_id", "project", "project_slug", "job_name");

  private static final int MOST = 1_000;

  private final ProviderHost host;
  private final Map<String, Map<String, String>> settings;
  private final Map<String, CiProvider> made = new LinkedHashMap<>();

  public ConfiguredSystems(ProviderHost host, Map<String, Map<String, String>> settings) {
    this.host = host;
    this.settings = settings;
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
  public synchronized CiProvider of(CiRun run) {
    Map<String, String> its = settings.get(run.provider());
    if (its == null) {
      throw refusal(
          run, "it is not set up here", "set providers." + run.provider() + ".…, as its token");
    }
    Map<String, String> whole = new HashMap<>(its);
    String key = run.provider();
    String wanted = run.repository();
    boolean settled = ITS_NAMES.stream().anyMatch(its::containsKey);
    if (settled && wanted != null && its.containsKey(REPOSITORY)) {
      String only = its.getOrDefault(REPOSITORY, "");
      if (!only.toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT))) {
        throw refusal(
            run,
            "the run is of " + wanted + ", and only " + only + " may be asked about",
            "remove providers." + run.provider() + ".repository to allow all");
      }
    } else if (!settled && wanted != null && knowsRepositories(run.provider())) {
      whole.put(REPOSITORY, wanted);
      key += " " + wanted;
    }
    CiProvider known = made.get(key);
    if (known == null) {
      known = host.create(run.provider(), whole);
      if (made.size() < MOST) {
        made.put(key, known);
      }
    }
    return known;
  }

  private boolean knowsRepositories(String provider) {
    return ProviderHost.settingsOf(host.providers().named(provider)).stream()
        .map(ProviderSetting::name)
        .anyMatch(REPOSITORY::equals);
  }

  private static ConfigurationError refusal(CiRun run, String what, String advice) {
    return new ConfigurationError(
        Failure.of(run.provider(), Operation.LIST_ARTIFACTS, what, advice));
  }

  public Future<Void> close() {
    List<Future<Void>> closing = new ArrayList<>();
    synchronized (this) {
      made.values().forEach(each -> closing.add(each.close()));
      made.clear();
    }
    return Future.join(closing).transform(closed -> host.close());
  }
}
