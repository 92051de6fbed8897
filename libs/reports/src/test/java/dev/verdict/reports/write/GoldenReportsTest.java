package dev.verdict.reports.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.terminal.TerminalStyle;
import dev.verdict.reports.write.terminal.TerminalSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is written, letter by letter, for a reviewer to read. After a change on purpose: {@code mvn
 * test -Dtest=GoldenReportsTest -Dverdict.golden=write}, and look at the difference.
 */
class GoldenReportsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  static Stream<Arguments> files() {
    return Stream.of("json", "md", "html", "xml", "gitlab", "terminal")
        .flatMap(
            format ->
                Stream.of(
                    Arguments.of("mixed", format, SampleRuns.mixed()),
                    Arguments.of("green", format, SampleRuns.green()),
                    Arguments.of("gated", format, SampleRuns.gated()),
                    Arguments.of("empty", format, SampleRuns.empty())));
  }

  @ParameterizedTest(name = "{0}.{1}")
  @MethodSource("files")
  void isAsItWas(String name, String format, RunReport report) throws IOException {
    String written = written(format, report);
    Path golden = GOLDEN.resolve(name + "." + format + (format.equals("gitlab") ? ".xml" : ""));
    if ("write".equals(System.getProperty("verdict.golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, written);
    }
    assertThat(golden).exists();
    assertThat(written).isEqualTo(Files.readString(golden));
  }

  private static String written(String format, RunReport report) {
    return switch (format) {
      case "terminal" ->
          TerminalSummary.render(
              report, List.of(Path.of("out", "report.json")), new TerminalStyle(100, true, true));
      // Style, script and compressed data are no text for a reviewer.
      case "html" ->
          Written.text("html", report)
              .replaceAll("(?s)(<(style|script)[^>]*>).*?(</\\2>)", "$1…$3")
              .replaceAll("sha256-[^']*", "sha256-…");
      default -> Written.text(format, report);
    };
  }
}
