package dev.verdict.runtime.settings;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key while it is being read: says whether it has to be there, and what holds if it is not.
 *
 * @param <T> what it is read as
 */
public final class Setting<T> {
  private final SettingsReader reader;
  private final String key;
  private final String expected;
  private final @Nullable T value;
  private final T placeholder;
  private final boolean mistaken;

  Setting(
      SettingsReader reader,
      String key,
      String expected,
      @Nullable T value,
      T placeholder,
      boolean mistaken) {
    this.reader = reader;
    this.key = key;
    this.expected = expected;
    this.value = value;
    this.placeholder = placeholder;
    this.mistaken = mistaken;
  }

  public T orElse(T fallback) {
    if (value != null) {
      return value;
    }
    if (!mistaken) {
      reader.holds(key, fallback.toString());
    }
    return fallback;
  }

  public Optional<T> optional() {
    return Optional.ofNullable(value);
  }

  /**
   * The value; its absence is a mistake that {@link SettingsReader#check()} tells with the others.
   */
  public T required() {
    if (value != null) {
      return value;
    }
    if (!mistaken) {
      reader.missing(key, expected);
    }
    return placeholder;
  }
}
