package dev.verdict.reports.text;

/**
 * Collects text of any length in a bounded space: its beginning, its end, and a note of how much
 * was left out between them. White space around the whole is dropped.
 */
public final class BoundedText {
  private final int headSize;
  private final int tailSize;
  private final StringBuilder head = new StringBuilder();
  private char[] tail = {};
  private long tailCount;
  private boolean blank = true;

  /** Both sizes are in characters. */
  public BoundedText(int headSize, int tailSize) {
    this.headSize = headSize;
    this.tailSize = tailSize;
  }

  /** What is cut by the same bounds as a text that comes in pieces. */
  public static String cut(String text, int headSize) {
    BoundedText bounded = new BoundedText(headSize, 0);
    bounded.append(text.toCharArray(), 0, text.length());
    return bounded.toString();
  }

  public void append(char[] source, int offset, int length) {
    int from = offset;
    int end = offset + length;
    if (blank) {
      while (from < end && Character.isWhitespace(source[from])) {
        from++;
      }
      blank = from == end;
    }
    int toHead = Math.min(end - from, headSize - head.length());
    if (toHead > 0) {
      head.append(source, from, toHead);
      from += toHead;
    }
    appendToTail(source, from, end);
  }

  private void appendToTail(char[] source, int from, int end) {
    if (from == end) {
      return;
    }
    if (tail.length == 0) {
      tail = new char[tailSize];
    }
    // Only the last of what comes can stay.
    int start = Math.max(from, end - tailSize);
    tailCount += start - from;
    for (int i = start; i < end; i++) {
      tail[(int) (tailCount++ % tailSize)] = source[i];
    }
  }

  public boolean isBlank() {
    return blank;
  }

  @Override
  public String toString() {
    long left = Math.max(0, tailCount - tailSize);
    StringBuilder text = new StringBuilder(head);
    StringBuilder end = new StringBuilder();
    for (long i = left; i < tailCount; i++) {
      end.append(tail[(int) (i % tailSize)]);
    }
    if (left > 0) {
      left += dropHalfCharacters(text, end);
      text.append(text.isEmpty() ? "" : "\n").append("[… ").append(left);
      text.append(" characters left out …]").append(end.isEmpty() ? "" : "\n");
    }
    return text.append(end).toString().stripTrailing();
  }

  /** A character of two halves that was cut in the middle goes altogether. */
  private static int dropHalfCharacters(StringBuilder head, StringBuilder tail) {
    int dropped = 0;
    if (!head.isEmpty() && Character.isHighSurrogate(head.charAt(head.length() - 1))) {
      head.setLength(head.length() - 1);
      dropped++;
    }
    if (!tail.isEmpty() && Character.isLowSurrogate(tail.charAt(0))) {
      tail.deleteCharAt(0);
      dropped++;
    }
    return dropped;
  }
}
