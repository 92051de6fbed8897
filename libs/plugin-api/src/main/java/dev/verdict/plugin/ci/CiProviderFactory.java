package dev.verdict.plugin.ci;

import java.util.List;
import java.util.Map;

/**
 * Makes the providers of one CI system. Found by {@link java.util.ServiceLoader}; two with one name
 * are an error that names both.
 */
public interface CiProviderFactory {
  /** By which people choose it: lower-case letters, digits and {@code -}. */
  String name();

  /** How the CI system calls itself. */
  String title();

  /**
   * What it reads below {@code providers.<name>}. Settings of the connection (time limits, retries,
   * proxy, certificates) are the host's and the same for all.
   */
  List<ProviderSetting> settings();

  Capabilities capabilities();

  /**
   * Whether it marks commits and comments through the host of the repository. Then the host reads
   * {@code scm_provider} and {@code scm_…} beside its settings, and hands it {@link
   * ProviderContext#repositoryHost()}.
   */
  default boolean usesRepositoryHost() {
    return false;
  }

  /** Whether its providers are a {@link DeliveryHistory}. */
  default boolean remembersDeliveries() {
    return false;
  }

  /**
   * Which settings hold for a run: where they name a repository, only its runs are asked about;
   * where they name none, the one that the run names. Override it where a repository is called
   * otherwise, or has more than one name.
   *
   * @param settings that somebody has set below {@code providers.<name>}
   */
  default RunScope scope(Map<String, String> settings, RunPlace run) {
    String repository = "repository";
    String its = run.repository();
    String only = settings.get(repository);
    if (its == null) {
      return new RunScope.Within(settings);
    }
    if (only == null) {
      boolean known = settings().stream().anyMatch(each -> each.name().equals(repository));
      return known ? RunScope.with(settings, repository, its) : new RunScope.Within(settings);
    }
    return only.equalsIgnoreCase(its)
        ? new RunScope.Within(settings)
        : new RunScope.Outside(its, repository, only);
  }

  /**
   * Whether what these tell is not word for word what was sent: then it is known again by what it
   * says happened, and not by its JSON.
   */
  default boolean retellsDeliveries() {
    return false;
  }

  /** Asks nobody anything yet. The settings were checked against {@link #settings()}. */
  CiProvider create(ProviderContext context);
}
