package dev.verdict.cli.provider;

import dev.verdict.cli.WrongUsage;
import dev.verdict.runtime.settings.NearestWord;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;

/** Words of the command line, which may be written with {@code -} or {@code _}. */
final class Words {
  private Words() {}

  static String of(String text) {
    return text.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** Says what there is, and what was most likely meant. */
  static WrongUsage unknown(String what, String word, Collection<String> known) {
    String near =
        NearestWord.to(word, known).map(meant -> "; did you mean " + meant + "?").orElse("");
    return new WrongUsage(
        "%s: %s (expected: one of %s%s)"
            .formatted(what, word, String.join(", ", new TreeSet<>(known)), near));
  }
}
