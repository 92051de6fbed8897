package dev.verdict.artifacts.domain;

/** Bytes of a log, from the first to the one behind the last. */
public record Span(long from, long to) {
  public Span {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "span: " + from + " to " + to + " (expected: 0 <= from <= to)");
    }
  }

  public long length() {
    return to - from;
  }

  public boolean isEmpty() {
    return from == to;
  }
}
