package dev.verdict.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final String EVIL = "a\u001b]0;pwned\u0007\u001b[2J\u001b[1Ab\rc\u0000";

  private final StringWriter screen = new StringWriter();
  private final TerminalWriter writer = new TerminalWriter(screen);

  @Test
  void nothingForeignMovesTheCursorEvenWhereNobodyAsked() {
    writer.print(EVIL);
    writer.printf("%s", EVIL);
    writer.append(EVIL).write('\u001b');
    writer.write(EVIL.toCharArray(), 0, EVIL.length());
    assertThat(screen.toString())
        .doesNotContain("\u001b", "\u0007", "\r", "\u0000")
        .contains("\\u{1b}");
  }

  @Test
  void coloursAndOurOwnSequencesPass() {
    writer.println("\u001b[1;31mred\u001b[0m\tgrün 名");
    writer.control("\u001b[1A");
    assertThat(screen).hasToString("\u001b[1;31mred\u001b[0m\tgrün 名\n\u001b[1A");
  }

  @Test
  void aLineIsOneLineAndItsColumnsAreCounted() {
    assertThat(TerminalText.line("a\nb" + EVIL)).doesNotContain("\n", "\u001b");
    assertThat(TerminalText.cut("名前abc", 5)).isEqualTo("名前a");
    assertThat(TerminalText.cut("e\u0301e\u0301e\u0301", 2)).isEqualTo("e\u0301e\u0301");
    assertThat(TerminalText.cut("\ud83d\ude00\ud83d\ude00", 3)).isEqualTo("\ud83d\ude00");
  }
}
