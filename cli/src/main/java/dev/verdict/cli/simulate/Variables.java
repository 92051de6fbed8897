package dev.verdict.cli.simulate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables in the order in which they are shown; what has no value is not set. */
final class Variables {
  private final Map<String, String> all = new LinkedHashMap<>();

  Variables set(String name, @Nullable String value) {
    if (value != null) {
      all.put(name, value);
    }
    return this;
  }

  Variables set(String name, boolean when, String value) {
    return set(name, when ? value : null);
  }

  Map<String, String> map() {
    return Map.copyOf(all);
  }
}
