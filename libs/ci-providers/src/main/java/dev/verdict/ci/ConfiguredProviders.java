package dev.verdict.ci;

import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.plugin.ci.ProviderSetting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The providers that somebody has set up, and all that is wrong with their settings.
 *
 * @param settings by the name of the provider
 * @param faults each under its key, such as {@code github.token}
 */
public record ConfiguredProviders(
    Map<String, Map<String, String>> settings, List<SettingFault> faults) {
  /** A provider without it can take it from whatever it is asked about. */
  private static final String REPOSITORY = "repository";

  private static final String BELOW = "providers.";

  public ConfiguredProviders {
    settings = Map.copyOf(settings);
    faults = List.copyOf(faults);
  }

  /** Where settings stand. */
  @FunctionalInterface
  public interface Reading {
    /**
     * What is set, not what holds without.
     *
     * @param key such as {@code github.token}
     */
    Optional<String> value(String key, ProviderSetting setting);
  }

  /** Who is told what is wrong with a setting. */
  @FunctionalInterface
  public interface Mistakes {
    void mistake(String key, @Nullable String value, String expected);
  }

  /**
   * What is set below {@code providers} for those that are found, by the name of the provider; what
   * is wrong with it is told.
   *
   * @param text gives what is set for a key
   * @param secret the same for a key whose value nobody may see
   */
  public static Map<String, Map<String, String>> settings(
      Function<String, Optional<String>> text,
      Function<String, Optional<String>> secret,
      Mistakes mistakes) {
    ConfiguredProviders configured =
        read(
            CiProviders.load(),
            (key, setting) -> (setting.secret() ? secret : text).apply(BELOW + key));
    for (SettingFault fault : configured.faults()) {
      mistakes.mistake(BELOW + fault.name(), fault.value(), fault.expected());
    }
    return configured.settings();
  }

  /** Asks for every setting of every provider; one with no setting at all is not set up. */
  public static ConfiguredProviders read(CiProviders providers, Reading reading) {
    Map<String, Map<String, String>> settings = new TreeMap<>();
    List<SettingFault> faults = new ArrayList<>();
    for (CiProviderFactory factory : providers.all()) {
      Map<String, String> its = settings(factory, reading);
      if (!its.isEmpty()) {
        settings.put(factory.name(), its);
        faults.addAll(faults(factory, its));
      }
    }
    return new ConfiguredProviders(settings, faults);
  }

  /** What is set for one provider. */
  public static Map<String, String> settings(CiProviderFactory factory, Reading reading) {
    Map<String, String> its = new HashMap<>();
    for (ProviderSetting each : ProviderHost.settingsOf(factory)) {
      reading
          .value(factory.name() + "." + each.name(), each)
          .ifPresent(value -> its.put(each.name(), value));
    }
    return its;
  }

  private static List<SettingFault> faults(CiProviderFactory factory, Map<String, String> its) {
    return new CheckedSettings(ProviderHost.settingsOf(factory), its, Map.of())
        .faults().stream()
            .filter(fault -> !fault.name().equals(REPOSITORY) || fault.value() != null)
            .map(
                fault ->
                    new SettingFault(
                        factory.name() + "." + fault.name(), fault.value(), fault.expected()))
            .toList();
  }
}
