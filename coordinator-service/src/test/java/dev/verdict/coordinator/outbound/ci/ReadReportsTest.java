package dev.verdict.coordinator.outbound.ci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.coordinator.usecase.follow.ReportedResults;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadReportsTest {
  private static final String GOOD =
      "<testsuite name='s' tests='1'><testcase classname='c' name='good'/></testsuite>";
  private static final String BAD =
      "<testsuite name='s' tests='1' failures='1'><testcase classname='c' name='bad'>"
          + "<failure message='no'/></testcase></testsuite>";

  @TempDir Path directory;
  private int number;

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("file-" + number++), content);
  }

  /** Names and contents, one after the other. */
  private Path zip(String... entries) throws IOException {
    Path zip = directory.resolve("zip-" + number++);
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out)) {
      for (int i = 0; i < entries.length; i += 2) {
        packed.putNextEntry(new ZipEntry(entries[i]));
        packed.write(entries[i + 1].getBytes(UTF_8));
      }
    }
    return zip;
  }

  private static ReadReports reports(String... patterns) {
    return new ReadReports(List.of(patterns), ReportLimits.USUAL);
  }

  private static List<String> ids(ReportedResults results) {
    return results.tests().stream().map(TestOutcome::id).toList();
  }

  @Test
  void filesAndArchivesAreReadAndOtherXmlIsNot() throws IOException {
    ReadReports reports = reports();
    reports.read("junit.xml", file(GOOD));
    reports.read("results", zip("a/b.xml", BAD, "pom.xml", "<project/>", "log.txt", "<testsuite"));
    ReportedResults results = reports.results();
    assertThat(ids(results)).containsExactly("c::good", "c::bad");
    assertThat(results.tests().get(1).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(results.files()).isEqualTo(2);
    assertThat(results.broken()).isFalse();
    assertThat(results.problems()).isEmpty();
  }

  @Test
  void whatIsNamedMustBeAReport() throws IOException {
    ReadReports reports = reports("**/reports/*.xml");
    reports.read("results", zip("reports/a.xml", "<project/>", "other/b.xml", BAD));
    assertThat(reports.results().broken()).isTrue();
    assertThat(reports.results().tests()).isEmpty();
  }

  @Test
  void whatIsCutOrEmptyOrNoArchiveIsBroken() throws IOException {
    for (String content : List.of(GOOD.substring(0, GOOD.length() - 3), "", "PK\3\4rubbish")) {
      ReadReports reports = reports();
      reports.read("junit.xml", file(content));
      assertThat(reports.results().broken()).as(content).isTrue();
      assertThat(reports.results().problems()).as(content).isNotEmpty();
    }
  }

  @Test
  void theSameReportTwiceCountsOnceAndIsNotBelieved() throws IOException {
    ReadReports reports = reports();
    reports.read("results", zip("a.xml", GOOD, "b.xml", GOOD));
    assertThat(ids(reports.results())).containsExactly("c::good");
    assertThat(reports.results().broken()).isTrue();
    assertThat(reports.results().problems().get(0)).contains("the same report as results/a.xml");
  }

  @Test
  void jobsOfAMatrixHideNoTestOfEachOther() throws IOException {
    ReadReports reports = reports();
    reports.read("linux", zip("junit.xml", GOOD.replace("good'/>", "bad' time='1'/>")));
    reports.read("windows", zip("junit.xml", BAD));
    ReportedResults results = reports.results();
    assertThat(ids(results))
        .containsExactly("c::bad [linux/junit.xml]", "c::bad [windows/junit.xml]");
    assertThat(results.tests().stream().map(TestOutcome::verdict))
        .containsExactly(Verdict.PASSED, Verdict.FAILED);
    assertThat(results.broken()).isFalse();
  }

  @Test
  void oneNameTwiceInAFileIsCounted() throws IOException {
    ReadReports reports = reports();
    reports.read(
        "junit.xml",
        file(
            "<testsuite tests='3'><testcase classname='c' name='a'/><testcase classname='c'"
                + " name='a'/><testcase classname='c' name='a#2'/></testsuite>"));
    assertThat(ids(reports.results())).containsExactly("c::a", "c::a#2", "c::a#2 (2)");
  }

  @Test
  void whatIsMoreThanMayBeIsNotReadAndNotGreen() throws IOException {
    ReadReports few = new ReadReports(List.of(), new ReportLimits(1 << 20, 1 << 20, 1, 10));
    few.read("results", zip("a.xml", GOOD, "b.xml", BAD));
    assertThat(few.results().broken()).isTrue();

    ReadReports small = new ReadReports(List.of(), new ReportLimits(1 << 20, 40, 10, 10));
    small.read("results", zip("a.xml", GOOD));
    assertThat(small.results().broken()).isTrue();

    ReadReports one = new ReadReports(List.of(), new ReportLimits(1 << 20, 1 << 20, 10, 1));
    one.read("results", zip("a.xml", GOOD, "b.xml", BAD));
    assertThat(one.results().tests()).hasSize(1);
    assertThat(one.results().broken()).isTrue();
  }

  private static String failing(String name, int stack) {
    return "<testcase classname='c' name='"
        + name
        + "'><failure message='no'>"
        + "x".repeat(stack)
        + "</failure></testcase>";
  }

  @Test
  void stacksOfAllTestsTogetherAreBoundedAndNoTestIsLost() throws IOException {
    StringBuilder first = new StringBuilder("<testsuite name='s'>");
    for (int i = 0; i < 300; i++) {
      first.append(failing("a" + i, 60_000));
    }
    String whole = first.append("</testsuite>").toString();
    ReadReports reports = reports();
    // The second is the first once more: what it says takes no room from the third.
    reports.read("results", zip("a.xml", whole, "b.xml", whole));
    reports.read("last.xml", file("<testsuite>" + failing("last", 10) + "</testsuite>"));
    List<TestOutcome> tests = reports.results().tests();
    assertThat(tests).hasSize(301);
    assertThat(tests.get(0).detail()).isNotNull();
    assertThat(tests.get(299).detail()).isNull();
    assertThat(tests.get(300).detail()).isEqualTo("x".repeat(10));
    long kept =
        tests.stream()
            .filter(one -> one.detail() != null)
            .mapToLong(o -> o.detail().length())
            .sum();
    assertThat(kept).isLessThanOrEqualTo(16L << 20);
  }

  @Test
  void ofManyProblemsSomeAreToldAndTheOthersCounted() {
    ReadReports reports = reports();
    for (int i = 0; i < 1_000; i++) {
      reports.problem("problem " + i);
    }
    assertThat(reports.results().problems()).hasSize(51).contains("problem 0", "950 more problems");
  }

  @Test
  void namesOfAllTestsTogetherAreBoundedAndItIsNotGreen() throws IOException {
    StringBuilder many = new StringBuilder("<testsuite name='" + "s".repeat(2_000) + "'>");
    for (int i = 0; i < 20_000; i++) {
      many.append("<testcase name='").append(i).append("'/>");
    }
    ReadReports reports = reports();
    reports.read("junit.xml", file(many.append("</testsuite>").toString()));
    assertThat(reports.results().tests()).hasSizeBetween(10_000, 19_999);
    assertThat(reports.results().broken()).isTrue();
    assertThat(reports.results().problems().get(0)).contains("too much text");
  }
}
