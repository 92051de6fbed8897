package dev.verdict.runtime.settings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Flags over environment over verdict.yaml: who wins for a key. The file is read once, here. */
public final class SettingsSource {
  private final Map<String, RawSetting> flags;
  private final Function<String, @Nullable String> env;
  private final Set<String> variables;
  private final Map<String, RawSetting> file;

  private SettingsSource(
      Map<String, RawSetting> flags,
      Function<String, @Nullable String> env,
      Set<String> variables,
      Map<String, RawSetting> file) {
    this.flags = flags;
    this.env = env;
    this.variables = variables;
    this.file = file;
  }

  /**
   * With an environment that can be listed, so that variables nobody knows can be named.
   *
   * @param flags by key, as in {@code http.port}
   * @throws SettingsProblem if the file cannot be read
   */
  public static SettingsSource of(
      Map<String, String> env, Optional<Path> verdictYaml, Map<String, String> flags) {
    Set<String> ours =
        env.keySet().stream()
            .filter(name -> name.startsWith(EnvironmentName.PREFIX))
            .collect(Collectors.toUnmodifiableSet());
    return new SettingsSource(flagged(flags), env::get, ours, fileOf(verdictYaml));
  }

  /** With an environment that can only be asked. */
  public static SettingsSource of(
      Function<String, @Nullable String> env,
      Optional<Path> verdictYaml,
      Map<String, String> flags) {
    return new SettingsSource(flagged(flags), env, Set.of(), fileOf(verdictYaml));
  }

  /** What holds for the key, or nothing. An empty variable counts as not set. */
  Optional<RawSetting> find(String key) {
    RawSetting flag = flags.get(key);
    if (flag != null) {
      return Optional.of(flag);
    }
    String variable = EnvironmentName.of(key);
    String value = env.apply(variable);
    if (value != null && !value.isBlank()) {
      return Optional.of(RawSetting.of(value.strip(), Origin.env(variable)));
    }
    return Optional.ofNullable(file.get(key));
  }

  /** Everything below a prefix, with the rest of the key as its name. */
  Map<String, RawSetting> below(String prefix) {
    Map<String, RawSetting> found = new LinkedHashMap<>();
    collectBelow(prefix, file, found);
    String variablePrefix = EnvironmentName.of(prefix);
    for (String variable : variables) {
      String value = env.apply(variable);
      if (variable.startsWith(variablePrefix) && value != null && !value.isBlank()) {
        String rest = variable.substring(variablePrefix.length()).toLowerCase(Locale.ROOT);
        found.put(rest.replace('_', '.'), RawSetting.of(value.strip(), Origin.env(variable)));
      }
    }
    collectBelow(prefix, flags, found);
    return found;
  }

  /** Keys that stand in the file or among the flags. */
  Map<String, RawSetting> written() {
    Map<String, RawSetting> all = new LinkedHashMap<>(file);
    all.putAll(flags);
    return all;
  }

  /** Our variables that are set. */
  Set<String> variables() {
    return variables;
  }

  private static void collectBelow(
      String prefix, Map<String, RawSetting> from, Map<String, RawSetting> into) {
    from.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            into.put(key.substring(prefix.length()), value);
          }
        });
  }

  private static Map<String, RawSetting> flagged(Map<String, String> flags) {
    Map<String, RawSetting> raw = new LinkedHashMap<>();
    flags.forEach((key, value) -> raw.put(key, RawSetting.of(value, Origin.flag(key))));
    return raw;
  }

  private static Map<String, RawSetting> fileOf(Optional<Path> verdictYaml) {
    return verdictYaml.map(SettingsFile::read).orElse(Map.of());
  }
}
