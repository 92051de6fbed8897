package dev.verdict.reports.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.reports.Problem;
import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.Severity;
import dev.verdict.reports.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
  private static final String GREEN =
      "<testsuite name='s' tests='2'><testcase name='a' classname='C'/>"
          + "<testcase name='b' classname='C'/></testsuite>";
  private static final String RED =
      "<testsuite name='t'>\n<testcase name='r' classname='D' time='1,5'>"
          + "<failure message='no'/></testcase></testsuite>";

  @TempDir Path directory;

  @Test
  void addsUpItsFiles() throws IOException {
    Path green = write("green.xml", GREEN);
    Path red = write("red.xml", RED);

    Inspection inspection = Inspection.of(List.of(green, red));

    assertThat(inspection.trusted()).isTrue();
    assertThat(inspection.totals()).isEqualTo(new Totals(3, 2, 1, 0, 0));
    assertThat(inspection.files())
        .extracting(InspectedFile::totals)
        .containsExactly(new Totals(2, 2, 0, 0, 0), new Totals(1, 0, 1, 0, 0));
    assertThat(inspection.tests()).extracting(InspectedTest::name).containsExactly("a", "b", "r");
    assertThat(inspection.problems()).isEmpty();
  }

  @Test
  void theSameReportTwiceIsAnErrorAndCountsOnce() throws IOException {
    Path one = write("one.xml", GREEN);
    Path two = write("two.xml", GREEN);

    Inspection inspection = Inspection.of(List.of(one, two));

    assertThat(inspection.trusted()).isFalse();
    assertThat(inspection.totals()).isEqualTo(new Totals(2, 2, 0, 0, 0));
    assertThat(inspection.problems())
        .containsExactly(
            new Problem(
                Severity.ERROR,
                ProblemCode.DUPLICATE,
                two.toString(),
                "the same content as " + one + " (expected: each report once)",
                0,
                0));
  }

  @Test
  void theSameTestInTwoReportsIsAWarning() throws IOException {
    Path one = write("one.xml", GREEN);
    Path two = write("two.xml", GREEN.replace("'a'", "'c'") + "\n");

    Inspection inspection = Inspection.of(List.of(one, two));

    assertThat(inspection.trusted()).isTrue();
    assertThat(inspection.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Severity.WARNING);
              assertThat(problem.code()).isEqualTo(ProblemCode.DUPLICATE);
              assertThat(problem.file()).isEqualTo(two.toString());
              assertThat(problem.message())
                  .isEqualTo(
                      "1 of its tests are also in " + one + " (the first: 'C.b', there at 1:65)");
              assertThat(problem.column()).isEqualTo(65);
            });
  }

  @Test
  void oneEmptyReportAmongOthersIsFineAndAloneItIsNot() throws IOException {
    Path empty = write("empty.xml", "<testsuite name='outer' tests='0'/>");
    Path green = write("green.xml", GREEN);

    assertThat(Inspection.of(List.of(empty, green)).trusted()).isTrue();
    Inspection alone = Inspection.of(List.of(empty));
    assertThat(alone.trusted()).isFalse();
    assertThat(alone.problems()).extracting(Problem::code).contains(ProblemCode.EMPTY_REPORT);
    assertThat(Inspection.of(List.of()).trusted()).isFalse();
  }

  @Test
  void aBrokenFileTakesTrustFromAllAndKeepsWhatWasRead() throws IOException {
    Path green = write("green.xml", GREEN);
    Path cut = write("cut.xml", "<testsuite name='u'><testcase name='x'/><testcase name='y'>");

    Inspection inspection = Inspection.of(List.of(green, cut));

    assertThat(inspection.trusted()).isFalse();
    assertThat(inspection.files()).extracting(InspectedFile::trusted).containsExactly(true, false);
    assertThat(inspection.totals().tests()).isEqualTo(3);
  }

  @Test
  void whatIsNoFileIsAProblem() throws IOException {
    Path missing = directory.resolve("missing.xml");

    assertThat(Inspection.of(List.of(missing, directory)).problems())
        .extracting(Problem::toString)
        .containsExactly(
            missing + ": error: unreadable: does not exist (expected: a report file)",
            directory + ": error: unreadable: not a file (expected: a report file)");
  }

  @Test
  void isJson() throws IOException {
    Path red = write("red.xml", RED + "<");

    JsonNode json = Json.tree(Json.bytes(Inspection.of(List.of(red))));

    assertThat(json.at("/trusted").asBoolean()).isFalse();
    assertThat(json.at("/totals").toString())
        .isEqualTo("{\"tests\":1,\"passed\":0,\"failed\":1,\"errors\":0,\"skipped\":0}");
    assertThat(json.at("/tests/0/class_name").asText()).isEqualTo("D");
    assertThat(json.at("/tests/0/verdict").asText()).isEqualTo("failed");
    assertThat(json.at("/tests/0/line").asInt()).isEqualTo(2);
    assertThat(json.at("/files/0/sha256").asText()).hasSize(64);
    assertThat(json.at("/problems/0/severity").asText()).isEqualTo("error");
    assertThat(json.at("/problems/0/code").asText()).isEqualTo("cut");
    assertThat(json.at("/problems/0/line").asInt()).isEqualTo(2);
  }

  @Test
  void isTextForPeople() throws IOException {
    Path red = write("red.xml", RED);

    assertThat(InspectionText.of(Inspection.of(List.of(red))))
        .isEqualTo(
            red
                + ":2:1: failed: D.r: no\n"
                + "1 tests: 0 passed, 1 failed, 0 errors, 0 skipped; can be trusted\n");
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }
}
