package dev.verdict.runners;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known name that somebody may have meant. */
final class NearestName {
  private NearestName() {}

  /** The nearest by edits, if it takes fewer of them than half of the word. */
  static Optional<String> of(String word, Collection<String> known) {
    return known.stream()
        .filter(name -> 2 * edits(word, name) <= Math.max(word.length(), name.length()))
        .min(Comparator.comparingInt(name -> edits(word, name)));
  }

  /** Levenshtein's distance. */
  static int edits(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[to.length()];
  }
}
