package dev.verdict.plugin.ci;

import java.util.HashMap;
import java.util.Map;

/**
 * With which settings a run is asked about, or that it is not: the credential is that of whoever
 * has set up the provider, and what a run says of itself is said by others.
 */
public sealed interface RunScope {

  /** It may be asked about. */
  record Within(Map<String, String> settings) implements RunScope {
    public Within {
      settings = Map.copyOf(settings);
    }
  }

  /**
   * The settings are for something else.
   *
   * @param run what the run is of
   * @param setting that names something else
   * @param only what it names
   */
  record Outside(String run, String setting, String only) implements RunScope {}

  /** With one setting more, which the run has said. */
  static RunScope with(Map<String, String> settings, String name, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(name, value);
    return new Within(more);
  }
}
