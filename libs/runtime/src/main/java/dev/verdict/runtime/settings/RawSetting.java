package dev.verdict.runtime.settings;

import java.util.List;

/**
 * A value as it was written.
 *
 * @param items the parts, where it was written as a list
 */
record RawSetting(String text, List<String> items, Origin origin) {
  static RawSetting of(String text, Origin origin) {
    return new RawSetting(text, List.of(), origin);
  }

  /** A list from a file as it stands; anything else is separated by commas. */
  List<String> asList() {
    if (!items.isEmpty()) {
      return items;
    }
    return java.util.Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }
}
