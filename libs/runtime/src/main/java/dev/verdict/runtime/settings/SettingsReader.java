package dev.verdict.runtime.settings;

import dev.verdict.runtime.logging.Masking;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys into values and gathers every mistake, so that {@link #check()} can tell all of them
 * at once. After a mistake the default or an empty value is handed out, and nobody may use it
 * before {@code check()} was called.
 */
public final class SettingsReader {
  private final SettingsSource source;
  private final List<SettingMistake> mistakes = new ArrayList<>();
  private final Map<String, EffectiveSetting> effective = new TreeMap<>();
  private final ReadKeys keys = new ReadKeys();

  public SettingsReader(SettingsSource source) {
    this.source = source;
  }

  public Setting<String> text(String key) {
    return read(key, "a text", "", Function.identity());
  }

  public Setting<Path> path(String key) {
    return read(key, "a path", Path.of(""), Path::of);
  }

  public Setting<URI> url(String key) {
    return read(key, "an http or https URL", URI.create("http://localhost"), SettingValues::url);
  }

  /** Its value is masked wherever it could be shown, from here on also in logs. */
  public Setting<Secret> secret(String key) {
    keys.add(key);
    RawSetting raw = source.find(key).orElse(null);
    if (raw == null) {
      return new Setting<>(this, key, "a secret", null, new Secret(""), false);
    }
    Masking.remember(raw.text());
    effective.put(key, new EffectiveSetting(key, Secret.SHOWN_AS, raw.origin()));
    return new Setting<>(this, key, "a secret", new Secret(raw.text()), new Secret(""), false);
  }

  public int number(String key, int fallback, int min, int max) {
    return (int) number(key, (long) fallback, min, max);
  }

  public long number(String key, long fallback, long min, long max) {
    String expected = "a whole number from " + min + " to " + max;
    return read(key, expected, fallback, text -> SettingValues.number(text, min, max))
        .orElse(fallback);
  }

  /** 0 means any free port. */
  public int port(String key, int fallback) {
    return number(key, fallback, 0, 65_535);
  }

  public Duration duration(String key, Duration fallback) {
    return read(key, SettingValues.DURATION, fallback, SettingValues::duration).orElse(fallback);
  }

  /** Where too short means busy or never, and too long means broken; both ends are allowed. */
  public Duration duration(String key, Duration fallback, Duration min, Duration max) {
    String bounds = SettingValues.text(min) + " to " + SettingValues.text(max);
    return read(
            key,
            SettingValues.DURATION + ", from " + bounds,
            fallback,
            text -> SettingValues.duration(text, min, max))
        .orElse(fallback);
  }

  /** A size in bytes, as in {@code 16MiB}. */
  public long size(String key, long fallback) {
    return read(key, SettingValues.SIZE, fallback, SettingValues::size).orElse(fallback);
  }

  /** A list of more than plain values, as {@code triggers}, as JSON; in a variable it is JSON. */
  public Optional<String> structure(String key) {
    keys.add(key);
    RawSetting raw = source.find(key).orElse(null);
    effective.put(
        key,
        new EffectiveSetting(
            key, raw == null ? null : "set", raw == null ? Origin.BY_DEFAULT : raw.origin()));
    return Optional.ofNullable(raw).map(RawSetting::text);
  }

  public boolean flag(String key, boolean fallback) {
    return read(key, "true or false", fallback, SettingValues::flag).orElse(fallback);
  }

  public List<String> list(String key, List<String> fallback) {
    keys.add(key);
    RawSetting raw = source.find(key).orElse(null);
    List<String> value = raw == null ? fallback : raw.asList();
    Origin origin = raw == null ? Origin.BY_DEFAULT : raw.origin();
    effective.put(key, new EffectiveSetting(key, String.join(",", value), origin));
    return value;
  }

  /** A list whose items are all masked, as two webhook secrets that are valid at a time. */
  public List<Secret> secrets(String key) {
    List<String> items = source.find(key).map(RawSetting::asList).orElse(List.of());
    items.forEach(Masking::remember);
    secret(key);
    return items.stream().map(Secret::new).toList();
  }

  public String oneOf(String key, String fallback, String... words) {
    List<String> known = Arrays.asList(words);
    return read(
            key,
            "one of " + String.join(", ", known),
            fallback,
            text -> {
              String word = text.toLowerCase(Locale.ROOT);
              return known.contains(word) ? word : null;
            })
        .orElse(fallback);
  }

  /**
   * Everything below {@code prefix}, for settings that are passed through. Names from the
   * environment have a dot for each underscore.
   */
  public Map<String, String> below(String prefix) {
    keys.addPrefix(prefix + ".");
    Map<String, String> values = new LinkedHashMap<>();
    source
        .below(prefix + ".")
        .forEach(
            (name, raw) -> {
              boolean hidden = Masking.looksSecret(name);
              if (hidden) {
                Masking.remember(raw.text());
              }
              String key = prefix + "." + name;
              String shown = hidden ? Secret.SHOWN_AS : raw.text();
              effective.put(key, new EffectiveSetting(key, shown, raw.origin()));
              values.put(name, raw.text());
            });
    return values;
  }

  /** For a rule over several keys that the reader cannot know. */
  public void mistake(String key, @Nullable String value, String expected) {
    Origin origin = source.find(key).map(RawSetting::origin).orElse(null);
    boolean hidden =
        Optional.ofNullable(effective.get(key))
            .map(setting -> Secret.SHOWN_AS.equals(setting.value()))
            .orElse(false);
    mistakes.add(new SettingMistake(key, hidden ? Secret.SHOWN_AS : value, expected, origin));
  }

  /** Throws if anything is wrong, with everything that is. */
  public void check() {
    // Services in one process read what they share, and each finds the same mistake there.
    List<SettingMistake> all = new ArrayList<>(new LinkedHashSet<>(mistakes));
    all.addAll(keys.unknownIn(source.written()));
    if (!all.isEmpty()) {
      throw new SettingsProblem(all);
    }
  }

  /** Variables that look like ours and mean nothing to anybody; shells carry odd ones. */
  public List<String> warnings() {
    return keys.unknownVariables(source.variables());
  }

  /** Every key that was read, with what holds and where it came from. */
  public List<EffectiveSetting> effective() {
    return List.copyOf(effective.values());
  }

  Set<String> known() {
    return keys.known();
  }

  void holds(String key, String fallback) {
    effective.put(key, new EffectiveSetting(key, fallback, Origin.BY_DEFAULT));
  }

  void missing(String key, String expected) {
    mistakes.add(new SettingMistake(key, null, expected, null));
  }

  private <T> Setting<T> read(
      String key, String expected, T placeholder, Function<String, @Nullable T> parse) {
    keys.add(key);
    RawSetting raw = source.find(key).orElse(null);
    if (raw == null) {
      effective.put(key, new EffectiveSetting(key, null, Origin.BY_DEFAULT));
      return new Setting<>(this, key, expected, null, placeholder, false);
    }
    effective.put(key, new EffectiveSetting(key, raw.text(), raw.origin()));
    T value = SettingValues.parsed(raw.text(), parse);
    if (value == null) {
      mistakes.add(new SettingMistake(key, raw.text(), expected, raw.origin()));
    }
    return new Setting<>(this, key, expected, value, placeholder, value == null);
  }
}
