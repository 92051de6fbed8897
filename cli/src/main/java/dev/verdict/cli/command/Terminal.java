package dev.verdict.cli.command;

import dev.verdict.cli.terminal.TerminalWriter;
import dev.verdict.reports.write.terminal.TerminalStyle;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** What the terminal can show, as far as its environment tells. */
public final class Terminal {
  private static final int DEFAULT_WIDTH = 100;

  private Terminal() {}

  /** The one that picocli writes to, which is ours unless somebody else listens. */
  static TerminalWriter writer(PrintWriter given) {
    return given instanceof TerminalWriter ours ? ours : new TerminalWriter(given);
  }

  static int width() {
    String columns = System.getenv("COLUMNS");
    try {
      return columns == null ? DEFAULT_WIDTH : Math.max(40, Integer.parseInt(columns.strip()));
    } catch (NumberFormatException e) {
      return DEFAULT_WIDTH;
    }
  }

  /**
   * Whether a person looks. From Java 22 on there is a console even without a terminal, and it says
   * so itself.
   */
  static boolean isInteractive() {
    Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }

  public static TerminalStyle style() {
    boolean colour =
        isInteractive()
            && System.getenv("NO_COLOR") == null
            && !"dumb".equals(System.getenv("TERM"));
    boolean unicode =
        Charset.defaultCharset().name().startsWith("UTF") && !"C".equals(System.getenv("LC_ALL"));
    return new TerminalStyle(width(), colour, unicode);
  }
}
