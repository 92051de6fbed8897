package dev.verdict.cli.doctor;

import dev.verdict.cli.terminal.TerminalText;
import dev.verdict.reports.write.terminal.TerminalStyle;
import dev.verdict.runtime.logging.Masking;
import java.util.List;
import java.util.stream.Stream;

/** What was found, for a person: each question with its answer, and at the end what to do. */
final class DoctorText {
  private final TerminalStyle style;
  private final StringBuilder text = new StringBuilder();

  private DoctorText(TerminalStyle style) {
    this.style = style;
  }

  static String of(List<Chapter> chapters, TerminalStyle style) {
    return new DoctorText(style).written(chapters);
  }

  private String written(List<Chapter> chapters) {
    for (Chapter chapter : chapters) {
      line(bold(chapter.question()) + " " + chapter.answer());
      chapter.findings().forEach(this::finding);
      line("");
    }
    List<String> advice = advice(chapters);
    line(bold(advice.isEmpty() ? "Nothing has to be done." : "What to do"));
    for (int i = 0; i < advice.size(); i++) {
      line("  " + (i + 1) + ". " + shown(advice.get(i)));
    }
    return text.toString();
  }

  /** What is wrong before what is only worth knowing. */
  static List<String> advice(List<Chapter> chapters) {
    return Stream.of(Standing.WRONG, Standing.NOTE)
        .flatMap(standing -> chapters.stream().flatMap(chapter -> advice(chapter, standing)))
        .distinct()
        .toList();
  }

  private static Stream<String> advice(Chapter chapter, Standing standing) {
    return chapter.findings().stream()
        .filter(finding -> finding.standing() == standing)
        .flatMap(finding -> Stream.ofNullable(finding.advice()));
  }

  private void finding(Finding finding) {
    String mark =
        switch (finding.standing()) {
          case WELL -> coloured(style.unicode() ? "✓" : "+", "32");
          case NOTE -> style.unicode() ? "·" : "-";
          case WRONG -> coloured(style.unicode() ? "✗" : "x", "31");
          case SKIPPED -> "?";
        };
    line("  " + mark + " " + shown(finding.text()));
  }

  private static String shown(String text) {
    return TerminalText.lines(Masking.mask(text)).replace("\n", "\n    ");
  }

  private String bold(String words) {
    return coloured(words, "1");
  }

  private String coloured(String words, String code) {
    return style.colour() ? "\u001b[" + code + "m" + words + "\u001b[0m" : words;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
