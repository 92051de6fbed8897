package dev.verdict.ci;

import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.ProviderSetting;
import dev.verdict.plugin.ci.RunPlace;
import dev.verdict.plugin.ci.RunScope;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The providers that an operator has set up, each for whatever repository it is asked about. Where
 * its settings name a repository, no other is asked about: others say which one, and the credential
 * is ours.
 */
public final class RepositoryProviders {
  private static final String SCM = "scm_";
  private static final String SCM_PROVIDER = "scm_provider";

  /** What is done on the host of the repository by CI systems that cannot do it. */
  private static final Set<Operation> HOSTED =
      Set.of(
          Operation.CREATE_TEST_RUN,
          Operation.UPDATE_TEST_RUN,
          Operation.SET_BUILD_STATUS,
          Operation.ADD_PR_COMMENT);

  /** A repository, and not whatever else a job calls its project. */
  private static final Pattern REPOSITORY = Pattern.compile("[^/\\s]+(/[^/\\s]+)+");

  private static final int MOST = 1_000;

  private final ProviderHost host;
  private final Map<String, Map<String, String>> settings;
  private final Map<Wanted, CiProvider> made = new HashMap<>();

  private record Wanted(String provider, Map<String, String> settings) {}

  /**
   * @param settings of each provider that is set up, by its name
   */
  public RepositoryProviders(ProviderHost host, Map<String, Map<String, String>> settings) {
    this.host = host;
    this.settings =
        settings.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, each -> Map.copyOf(each.getValue())));
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
  public CiProvider of(String provider, @Nullable String repository, Operation operation) {
    return of(provider, new RunPlace(repository, null), operation);
  }

  /**
   * The same for what is wanted of a certain run, which can be of something else than its
   * repository says.
   */
  public CiProvider of(String provider, RunPlace run, Operation operation) {
    Map<String, String> its = settings.get(provider);
    if (its == null) {
      throw refusal(
          provider,
          operation,
          "it is not set up here",
          "set providers." + provider + ".…, as its token");
    }
    CiProviderFactory factory = host.providers().named(provider);
    Map<String, String> within =
        switch (factory.scope(its, run)) {
          case RunScope.Within scope -> scope.settings();
          case RunScope.Outside other -> throw outside(factory, operation, "", other);
        };
    return made(new Wanted(provider, hosted(factory, within, run, operation)));
  }

  private synchronized CiProvider made(Wanted wanted) {
    CiProvider known = made.get(wanted);
    if (known == null) {
      known = host.create(wanted.provider(), wanted.settings());
      if (made.size() < MOST) {
        made.put(wanted, known);
      }
    }
    return known;
  }

  /** The host of the repository is asked about the run's repository as well, and about no other. */
  private Map<String, String> hosted(
      CiProviderFactory factory, Map<String, String> its, RunPlace run, Operation operation) {
    String scm = its.getOrDefault(SCM_PROVIDER, "");
    String repository = run.repository();
    if (!factory.usesRepositoryHost()
        || scm.isEmpty()
        || repository == null
        || !REPOSITORY.matcher(repository).matches()) {
      return its;
    }
    Map<String, String> there = new HashMap<>();
    its.forEach(
        (name, value) -> {
          if (name.startsWith(SCM) && !name.equals(SCM_PROVIDER)) {
            there.put(name.substring(SCM.length()), value);
          }
        });
    return switch (host.providers().named(scm).scope(there, new RunPlace(repository, null))) {
      case RunScope.Within scope -> {
        Map<String, String> all = new HashMap<>(its);
        scope.settings().forEach((name, value) -> all.put(SCM + name, value));
        yield all;
      }
      case RunScope.Outside other -> {
        if (HOSTED.contains(operation)) {
          throw outside(factory, operation, SCM, other);
        }
        yield its;
      }
    };
  }

  private static ConfigurationError outside(
      CiProviderFactory factory, Operation operation, String prefix, RunScope.Outside other) {
    String setting = prefix + other.setting();
    boolean fixed =
        factory.settings().stream()
            .anyMatch(each -> each.required() && each.name().equals(setting) && !canBeSaid(each));
    String key = "providers." + factory.name() + "." + setting;
    return refusal(
        factory.name(),
        operation,
        "the run is of " + other.run() + ", and only " + other.only() + " may be asked about",
        fixed ? "set " + key + " to what its runs are of" : "remove " + key + " to allow all");
  }

  /** It is required, and a run may say it in its place. */
  private static boolean canBeSaid(ProviderSetting setting) {
    return setting.name().equals("repository");
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
