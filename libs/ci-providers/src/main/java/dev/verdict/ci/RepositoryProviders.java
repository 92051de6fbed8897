package dev.verdict.ci;

import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.ProviderSetting;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The providers that an operator has set up, each for whatever repository it is asked about. Where
 * its settings name a repository, no other is asked about: others say which one, and the credential
 * is ours.
 */
public final class RepositoryProviders {
  private static final String REPOSITORY = "repository";
  private static final String SLUG = "project_slug";

  /** Where a repository is named by another word. */
  private static final Set<String> ITS_NAMES =
      Set.of(REPOSITORY, "project_id", "project", SLUG, "job_name");

  private static final int MOST = 1_000;

  private final ProviderHost host;
  private final Map<String, Map<String, String>> settings;
  private final Map<String, CiProvider> made = new LinkedHashMap<>();

  /**
   * @param settings of each provider that is set up, by its name
   */
  public RepositoryProviders(ProviderHost host, Map<String, Map<String, String>> settings) {
    this.host = host;
    this.settings = settings;
  }

  public boolean isSetUp(String provider) {
    return settings.containsKey(provider);
  }

  /**
   * Throws a {@link ConfigurationError} that says what is not set up.
   *
   * @param repository as the CI system calls it; null where the settings say it
   * @param operation what is wanted of it
   */
  public synchronized CiProvider of(
      String provider, @Nullable String repository, Operation operation) {
    Map<String, String> its = settings.get(provider);
    if (its == null) {
      throw refusal(
          provider,
          operation,
          "it is not set up here",
          "set providers." + provider + ".…, as its token");
    }
    Map<String, String> whole = new HashMap<>(its);
    String key = provider;
    boolean settled = ITS_NAMES.stream().anyMatch(its::containsKey);
    if (settled && repository != null && its.containsKey(REPOSITORY)) {
      String only = its.getOrDefault(REPOSITORY, "");
      if (!only.toLowerCase(Locale.ROOT).equals(repository.toLowerCase(Locale.ROOT))) {
        throw refusal(
            provider,
            operation,
            "the run is of " + repository + ", and only " + only + " may be asked about",
            "remove providers." + provider + ".repository to allow all");
      }
    } else if (!settled && repository != null) {
      Optional<String> name = nameOfRepository(provider, operation);
      if (name.isPresent()) {
        whole.put(name.get(), repository);
        key += " " + repository;
      }
    }
    CiProvider known = made.get(key);
    if (known == null) {
      known = host.create(provider, whole);
      if (made.size() < MOST) {
        made.put(key, known);
      }
    }
    return known;
  }

  /**
   * How its settings name one. A slug of CircleCI is not what an event says, and is only taken from
   * who writes it down.
   */
  private Optional<String> nameOfRepository(String provider, Operation operation) {
    Set<String> known =
        ProviderHost.settingsOf(host.providers().named(provider)).stream()
            .map(ProviderSetting::name)
            .collect(Collectors.toSet());
    if (known.contains(REPOSITORY)) {
      return Optional.of(REPOSITORY);
    }
    return operation == Operation.LIST_DELIVERIES && known.contains(SLUG)
        ? Optional.of(SLUG)
        : Optional.empty();
  }

  private static ConfigurationError refusal(
      String provider, Operation operation, String what, String advice) {
    return new ConfigurationError(Failure.of(provider, operation, what, advice));
  }

  /** Closes the host as well. */
  public Future<Void> close() {
    List<Future<Void>> closing = new ArrayList<>();
    synchronized (this) {
      made.values().forEach(each -> closing.add(each.close()));
      made.clear();
    }
    return Future.join(closing).transform(closed -> host.close());
  }
}
