package dev.verdict.runtime.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys that somebody has asked for, which are the keys that mean something. A namespace that
 * nobody has asked for belongs to another service that shares the file.
 */
final class ReadKeys {
  private static final Set<String> NAMESPACES =
      Set.of(
          "postgres",
          "kafka",
          "http",
          "log",
          "coordinator",
          "worker",
          "reporter",
          "artifacts",
          "run",
          "providers",
          "webhooks",
          "auth",
          "plugins",
          "notifications",
          "runners",
          "retention",
          "subscriptions");

  private final Set<String> keys = new TreeSet<>();
  private final Set<String> prefixes = new TreeSet<>();

  void add(String key) {
    keys.add(key);
  }

  void addPrefix(String prefix) {
    prefixes.add(prefix);
  }

  Set<String> known() {
    return Set.copyOf(keys);
  }

  List<SettingMistake> unknownIn(Map<String, RawSetting> written) {
    List<SettingMistake> mistakes = new ArrayList<>();
    written.forEach(
        (key, raw) -> {
          if (!means(key)) {
            String shown =
                dev.verdict.runtime.logging.Masking.looksSecret(key) ? Secret.SHOWN_AS : raw.text();
            mistakes.add(new SettingMistake(key, shown, nearest(key), raw.origin()));
          }
        });
    return mistakes;
  }

  List<String> unknownVariables(Collection<String> variables) {
    Set<String> known = keys.stream().map(EnvironmentName::of).collect(Collectors.toSet());
    Set<String> below = prefixes.stream().map(EnvironmentName::of).collect(Collectors.toSet());
    return variables.stream()
        .filter(name -> !known.contains(name))
        .filter(name -> below.stream().noneMatch(name::startsWith))
        .filter(name -> !ofAnotherService(name))
        .sorted()
        .map(name -> name + ": means nothing here" + hint(NearestWord.to(name, known).orElse(null)))
        .toList();
  }

  private boolean means(String key) {
    return keys.contains(key)
        || prefixes.stream().anyMatch(key::startsWith)
        || (NAMESPACES.contains(namespace(key)) && !isRead(namespace(key)));
  }

  private String nearest(String key) {
    if (!NAMESPACES.contains(namespace(key)) && !isRead(namespace(key))) {
      String near = NearestWord.to(namespace(key), NAMESPACES).orElse(null);
      return "one of the sections " + String.join(", ", new TreeSet<>(NAMESPACES)) + hint(near);
    }
    return "a known key" + hint(NearestWord.to(key, keys).orElse(null));
  }

  private static String hint(@Nullable String near) {
    return near == null ? "" : "; did you mean " + near + "?";
  }

  private boolean isRead(String namespace) {
    return keys.stream().anyMatch(key -> namespace(key).equals(namespace))
        || prefixes.stream().anyMatch(prefix -> namespace(prefix).equals(namespace));
  }

  private boolean ofAnotherService(String variable) {
    return NAMESPACES.stream()
        .filter(namespace -> !isRead(namespace))
        .anyMatch(namespace -> variable.startsWith(EnvironmentName.of(namespace) + "_"));
  }

  private static String namespace(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }
}
