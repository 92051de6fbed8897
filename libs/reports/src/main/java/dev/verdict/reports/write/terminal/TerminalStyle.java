package dev.verdict.reports.write.terminal;

/**
 * What the terminal can show.
 *
 * @param width in columns
 * @param colour whether ANSI colours are wanted
 * @param unicode whether it shows more than ASCII
 */
public record TerminalStyle(int width, boolean colour, boolean unicode) {
  private static final int NARROWEST = 40;

  public TerminalStyle {
    width = Math.max(NARROWEST, width);
  }
}
