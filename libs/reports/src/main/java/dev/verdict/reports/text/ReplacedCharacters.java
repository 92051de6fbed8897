package dev.verdict.reports.text;

import dev.verdict.reports.Position;

/** Counts characters that could not be read as they stand, and remembers the first. */
public final class ReplacedCharacters {
  private long count;
  private char first;
  private Position firstAt = Position.WHOLE_FILE;

  public void add(char c, Position at) {
    if (count++ == 0) {
      first = c;
      firstAt = at;
    }
  }

  public long count() {
    return count;
  }

  public Position firstAt() {
    return firstAt;
  }

  @Override
  public String toString() {
    return count + " (the first: U+" + String.format("%04X", (int) first) + ")";
  }
}
