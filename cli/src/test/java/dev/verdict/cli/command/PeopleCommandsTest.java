package dev.verdict.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.cli.ExitCodes;
import dev.verdict.contract.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code aggregate}, {@code badge}, {@code coverage}, {@code notify}. */
class PeopleCommandsTest {
  @TempDir Path directory;
  private final StringWriter out = new StringWriter();

  private int verdict(String... arguments) {
    CommandLine line = VerdictCommand.line(arguments);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          out.append(String.valueOf(failure.getMessage()));
          return failure instanceof dev.verdict.cli.WrongUsage ? ExitCodes.WRONG_USAGE : 99;
        });
    return line.execute(arguments);
  }

  private void report(String file, String inside) throws IOException {
    Path path = directory.resolve("in").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "<testsuite name=\"unit\">" + inside + "</testsuite>");
  }

  private void good() throws IOException {
    report("a/unit.xml", "<testcase classname=\"c\" name=\"one\"/>");
    report("b/unit.xml", "<testcase classname=\"c\" name=\"two\"/>");
  }

  private String in() {
    return directory.resolve("in").toString();
  }

  private String to() {
    return directory.resolve("to").toString();
  }

  @Test
  void aggregateExitsWithWhatTheReportsCameTo() throws IOException {
    good();
    assertThat(verdict("aggregate", "--report-dir", in(), "--output-dir", to()))
        .isEqualTo(ExitCodes.ALL_PASSED);
    assertThat(Path.of(to(), "summary.html")).isNotEmptyFile();
    assertThat(out.toString()).contains("Passed: 2 passed of 2 tests, 2 reports of 2 jobs");
    report("b/unit.xml", "<testcase classname=\"c\" name=\"two\"><failure/></testcase>");
    assertThat(verdict("run", "--aggregate-reports", "--report-dir", in(), "--output-dir", to()))
        .isEqualTo(ExitCodes.TESTS_FAILED);
    report("b/unit.xml", "<testcase classname=");
    assertThat(verdict("aggregate", "--report-dir", in(), "--output-dir", to()))
        .isEqualTo(ExitCodes.NOT_COMPLETED);
    assertThat(out.toString()).contains("b/unit.xml:1:");
  }

  @Test
  void aggregateRefusesWhatCannotBe() {
    assertThat(verdict("aggregate", "--report-dir", in() + "x", "--output-dir", to()))
        .isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(verdict("run", "--report-dir", in())).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(verdict("run", "--aggregate-reports")).isEqualTo(ExitCodes.WRONG_USAGE);
  }

  @Test
  void badgeWritesBothFilesUnderTheNamesOfTheSeed() throws IOException {
    good();
    assertThat(verdict("badge", "--report-dir", in(), "--output-dir", to())).isZero();
    assertThat(Path.of(to(), "combined-status.svg")).content().contains("tests: 2 passing");
    assertThat(Path.of(to(), "combined-status.json")).content().contains("brightgreen");
    report("b/unit.xml", "<testcase");
    assertThat(verdict("badge", "../../evil", "--report-dir", in(), "--output-dir", to())).isZero();
    assertThat(Path.of(to(), ".._.._evil-status.json")).content().contains("lost", "orange");
  }

  @Test
  void coverageAddsUpAllPartsAndRefusesWhatIsNone() throws IOException {
    Path one = directory.resolve("one.info");
    Path other = directory.resolve("other.info");
    Files.writeString(one, "SF:a\nDA:1,1\nDA:2,0\nDA:3,0\nend_of_record\n");
    Files.writeString(other, "SF:a\nDA:1,0\nDA:2,1\nDA:3,0\nend_of_record\n");
    assertThat(verdict("coverage", one.toString(), other.toString())).isZero();
    assertThat(out.toString()).startsWith("66.66 % covered: 2 of 3 lines in 1 file");
    Files.writeString(other, "{}");
    assertThat(verdict("coverage", one.toString(), other.toString()))
        .isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(out.toString()).contains("other.info: not coverage (expected: Cobertura");
  }

  @Test
  void previewShowsACommentAtAnIssue() {
    assertThat(verdict("notify", "preview", "--channel", "github", "--event", "quarantine_broken"))
        .isZero();
    assertThat(out.toString()).startsWith("### ❌ `In quarantine, and broken for good: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack", "teams", "discord"})
  void previewShowsWhatAChatWouldGet(String channel) {
    assertThat(verdict("notify", "preview", "--channel", channel)).isZero();
    JsonNode json = Json.tree(out.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(json.toString()).contains("checkout on main");
  }

  @Test
  void previewShowsAMailAndRefusesAWrongTemplate() {
    assertThat(verdict("notify", "preview", "--channel", "email", "--event", "fixed")).isZero();
    assertThat(out.toString()).startsWith("Subject: [Verdict] checkout on main: fixed");
    assertThat(verdict("notify", "preview", "--channel", "email", "--template", "{{x}}"))
        .isEqualTo(ExitCodes.WRONG_USAGE);
  }
}
