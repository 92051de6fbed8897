package dev.verdict.cli.provider;

import dev.verdict.cli.WrongUsage;
import dev.verdict.plugin.ci.RunState;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands behind an operation: {@code --KEY VALUE} or {@code --KEY=VALUE}, each once. */
final class Given {
  private static final Map<String, RunState> STATES =
      Map.ofEntries(
          Map.entry("queued", RunState.QUEUED),
          Map.entry("pending", RunState.QUEUED),
          Map.entry("running", RunState.RUNNING),
          Map.entry("in_progress", RunState.RUNNING),
          Map.entry("success", RunState.SUCCESS),
          Map.entry("passed", RunState.SUCCESS),
          Map.entry("failure", RunState.FAILURE),
          Map.entry("failed", RunState.FAILURE),
          Map.entry("error", RunState.ERROR),
          Map.entry("cancelled", RunState.CANCELLED),
          Map.entry("canceled", RunState.CANCELLED),
          Map.entry("timeout", RunState.TIMEOUT),
          Map.entry("timed_out", RunState.TIMEOUT));

  private final Map<String, String> values;

  private Given(Map<String, String> values) {
    this.values = values;
  }

  /** Parts of the command line that belong together: of the operation, and of the provider. */
  record Parted(Given parameters, Map<String, String> settings) {}

  /** All mistakes are told together. */
  static Parted part(
      List<String> arguments, Collection<String> parameters, Collection<String> settings) {
    Map<String, String> all = new LinkedHashMap<>();
    List<String> mistakes = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      int equals = word.indexOf('=');
      if (!word.startsWith("--") || word.length() == 2) {
        mistakes.add("argument: " + word + " (expected: --KEY VALUE)");
      } else if (equals > 0) {
        put(all, word.substring(2, equals), word.substring(equals + 1), mistakes);
      } else if (i + 1 < arguments.size()) {
        put(all, word.substring(2), arguments.get(++i), mistakes);
      } else {
        mistakes.add(word + ": nothing (expected: a value behind it)");
      }
    }
    Map<String, String> its = new LinkedHashMap<>();
    Map<String, String> ours = new LinkedHashMap<>();
    Set<String> known = new LinkedHashSet<>(parameters);
    known.addAll(settings);
    all.forEach(
        (key, value) -> {
          if (parameters.contains(key)) {
            its.put(key, value);
          } else if (settings.contains(key)) {
            ours.put(key, value);
          } else {
            mistakes.add(Words.unknown("key", key, known).getMessage());
          }
        });
    if (!mistakes.isEmpty()) {
      throw new WrongUsage(String.join("\n", mistakes));
    }
    return new Parted(new Given(its), ours);
  }

  private static void put(
      Map<String, String> all, String key, String value, List<String> mistakes) {
    if (all.putIfAbsent(Words.of(key), value) != null) {
      mistakes.add("--" + key + ": twice (expected: once)");
    }
  }

  static String dashed(String key) {
    return key.replace('_', '-');
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
  }

  @Nullable String orNull(String key) {
    return text(key).orElse(null);
  }

  String required(String key) {
    return text(key)
        .orElseThrow(() -> new WrongUsage("--" + dashed(key) + ": missing (expected: a value)"));
  }

  @Nullable URI url(String key) {
    String text = orNull(key);
    try {
      return text == null ? null : URI.create(text);
    } catch (IllegalArgumentException unreadable) {
      throw new WrongUsage("--" + dashed(key) + ": " + text + " (expected: a URL)");
    }
  }

  int count(String key) {
    String text = text(key).orElse("0");
    if (!text.matches("\\d{1,9}")) {
      throw new WrongUsage("--" + dashed(key) + ": " + text + " (expected: a number, 0 or more)");
    }
    return Integer.parseInt(text);
  }

  RunState state() {
    String word = Words.of(required("status"));
    RunState state = STATES.get(word);
    if (state == null) {
      throw Words.unknown("--status", word, STATES.keySet());
    }
    return state;
  }
}
