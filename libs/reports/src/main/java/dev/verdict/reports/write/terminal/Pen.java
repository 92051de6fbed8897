package dev.verdict.reports.write.terminal;

import dev.verdict.contract.Verdict;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.VisibleText;
import org.jspecify.annotations.Nullable;

/** Writes lines for one kind of terminal. Foreign text can neither colour nor move anything. */
final class Pen {
  enum Ink {
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    BOLD("1"),
    FAINT("2");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  private final TerminalStyle style;
  private final StringBuilder text = new StringBuilder();

  Pen(TerminalStyle style) {
    this.style = style;
  }

  Pen line() {
    return line("");
  }

  Pen line(String line) {
    text.append(line.stripTrailing()).append('\n');
    return this;
  }

  /** Foreign text in one line that has so much room left after what stands before it. */
  String foreign(String foreign, int before) {
    int room = Math.max(20, style.width() - before);
    return Cut.middle(plain(VisibleText.line(foreign)), room, style.unicode() ? "…" : "...");
  }

  /** Foreign text in one line that is of no use when it is cut, such as an address. */
  String whole(String foreign) {
    return plain(VisibleText.line(foreign));
  }

  /** Our own words and signs, in what the terminal can show. */
  String plain(String words) {
    if (style.unicode()) {
      return words;
    }
    StringBuilder ascii = new StringBuilder(words.length());
    words.codePoints().forEach(character -> ascii.append(ascii(character)));
    return ascii.toString();
  }

  private static String ascii(int character) {
    return switch (character) {
      case '·' -> "-";
      case '…' -> "...";
      case '⏎' -> "|";
      case '×' -> "x";
      case '—', '–' -> "-";
      case '─' -> "-";
      case '→' -> "->";
      default -> character < 0x7f ? Character.toString(character) : "?";
    };
  }

  String ink(String words, Ink... inks) {
    if (!style.colour() || words.isEmpty()) {
      return words;
    }
    StringBuilder codes = new StringBuilder();
    for (Ink ink : inks) {
      codes.append(codes.isEmpty() ? "" : ";").append(ink.code);
    }
    return "\u001b[" + codes + "m" + words + "\u001b[0m";
  }

  String sign(@Nullable Verdict verdict) {
    if (!style.unicode()) {
      return verdict == null ? "?" : verdict.isGood() ? "+" : "x";
    }
    if (verdict == null) {
      return "◌";
    }
    return switch (verdict) {
      case PASSED -> "✓";
      case SKIPPED -> "–";
      case FAILED, ERROR -> "✗";
      case TIMEOUT -> "⧗";
      case LOST -> "?";
      case CANCELLED -> "■";
    };
  }

  static Ink ink(@Nullable Verdict verdict) {
    if (verdict == null) {
      return Ink.YELLOW;
    }
    return switch (verdict) {
      case PASSED -> Ink.GREEN;
      case SKIPPED -> Ink.FAINT;
      case FAILED, ERROR -> Ink.RED;
      case TIMEOUT, LOST, CANCELLED -> Ink.YELLOW;
    };
  }

  int width() {
    return style.width();
  }

  String written() {
    return text.toString();
  }
}
