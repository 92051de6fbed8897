package dev.verdict.reports.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.Verdict;
import dev.verdict.reports.Problem;
import dev.verdict.reports.write.AggregateFiles;
import dev.verdict.reports.write.Formats;
import dev.verdict.reports.write.ReportFiles;
import dev.verdict.reports.write.SampleRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many jobs' files as one run. */
class AggregationTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir Path directory;

  private Path reports() {
    return directory.resolve("test_results");
  }

  private Path output() {
    return directory.resolve("test_reports");
  }

  private void junit(String file, String... cases) throws IOException {
    write(
        file,
        "<testsuite name=\""
            + file.replaceAll(".*/|\\.xml", "")
            + "\" tests=\""
            + cases.length
            + "\">"
            + String.join("\n", cases)
            + "</testsuite>");
  }

  private void write(String file, String content) throws IOException {
    Path path = reports().resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private static String passed(String name) {
    return "<testcase classname=\"shop.Basket\" name=\"" + name + "\" time=\"0.5\"/>";
  }

  private static String failed(String name) {
    return "<testcase classname=\"shop.Basket\" name=\""
        + name
        + "\"><failure message=\"expected 3 but was 4\">at Basket:12</failure></testcase>";
  }

  private Aggregation aggregated(int expectedJobs) throws IOException {
    return Aggregation.of(reports(), output(), expectedJobs, NOW);
  }

  private Verdict verdict() throws IOException {
    try (Aggregation all = aggregated(0)) {
      return all.verdict();
    }
  }

  @Test
  void jobsAndSuitesMeetInAMatrix() throws IOException {
    junit("unit-python3.8/unit.xml", passed("a"), passed("b"));
    junit("unit-python3.9/unit.xml", passed("a"), failed("b"));
    junit("integration-python3.9/integration.xml", passed("c"));
    try (Aggregation all = aggregated(3)) {
      assertThat(all.verdict()).isEqualTo(Verdict.FAILED);
      assertThat(all.problems()).isEmpty();
      assertThat(all.matrix().rows())
          .extracting(Matrix.Row::job)
          .containsExactly("unit-python3.9", "integration-python3.9", "unit-python3.8");
      assertThat(all.matrix().suites(5)).containsExactly("unit", "integration");
      Matrix.Row worst = all.matrix().rows().getFirst();
      assertThat(all.matrix().cell(worst, "unit"))
          .hasFieldOrPropertyWithValue("worst", Verdict.FAILED);
      assertThat(all.matrix().cell(worst, "integration")).isNull();
    }
  }

  @Test
  void whatIsBadTellsWhereItIsAndWhereItIsNot() throws IOException {
    junit("python3.8/unit.xml", passed("b"), failed("everywhere"));
    junit("python3.9/unit.xml", failed("b"), failed("everywhere"));
    try (Aggregation all = aggregated(0)) {
      List<AcrossJobs.BadTest> bad = all.across().worst(10);
      assertThat(bad.getFirst().badIn()).containsExactly("python3.8", "python3.9");
      assertThat(bad.getFirst().goodIn()).isEmpty();
      assertThat(bad.getLast().badIn()).containsExactly("python3.9");
      assertThat(bad.getLast().goodIn()).containsExactly("python3.8");
    }
  }

  @Test
  void theFourFilesHoldAll() throws IOException {
    junit("python3.8/unit.xml", passed("a"), passed("b"));
    junit("python3.9/unit.xml", passed("a"), failed("b"));
    Path saved = reports().resolve("ours");
    ReportFiles.write(SampleRuns.mixed(), Formats.parse("all gitlab"), saved);
    int ofOurs = SampleRuns.mixed().run().counts().total();
    try (Aggregation all = aggregated(0)) {
      AggregateFiles.write(all, output());
      // The XML files of the same run count nothing.
      assertThat(all.report().run().counts().total()).isEqualTo(4 + ofOurs);
      JsonNode json = Json.tree(Files.readAllBytes(output().resolve(AggregateFiles.JSON)));
      assertThat(json.path("tests")).hasSize(4 + ofOurs);
      assertThat(json.path("metadata").path("matrix")).hasSize(3);
      Document xml =
          Jsoup.parse(
              Files.readString(output().resolve(AggregateFiles.XML)),
              org.jsoup.parser.Parser.xmlParser());
      assertThat(xml.select("testcase")).hasSizeGreaterThanOrEqualTo(4 + ofOurs);
      Document summary = Jsoup.parse(Files.readString(output().resolve(AggregateFiles.SUMMARY)));
      assertThat(summary.select("table.matrix tbody tr")).hasSize(3);
      assertThat(summary.select("table.matrix td.failed").text()).contains("1 bad of 2");
      Document whole = Jsoup.parse(Files.readString(output().resolve(AggregateFiles.REPORT)));
      assertThat(whole.select("#failures")).isNotEmpty();
      // What runs in the page and what it may load stands in its policy; nothing else is there.
      assertThat(whole.select("[src], link[rel=stylesheet]")).isEmpty();
    }
    try (Stream<Path> left = Files.list(output())) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "summary.html",
              "aggregate_report.html",
              "aggregate_report.json",
              "aggregate_report.xml");
    }
  }

  @Test
  void aSecondTimeGivesTheSame() throws IOException {
    junit("a/unit.xml", passed("a"));
    junit("b/unit.xml", passed("b"));
    for (int nth = 0; nth < 2; nth++) {
      try (Aggregation all = Aggregation.of(directory, output(), 0, NOW)) {
        AggregateFiles.write(all, output());
        assertThat(all.report().run().counts().total()).isEqualTo(2);
        assertThat(all.verdict()).isEqualTo(Verdict.PASSED);
      }
    }
  }

  @Test
  void aReportThatIsCutIsToldWithItsPlaceAndNothingIsGreen() throws IOException {
    junit("good/unit.xml", passed("a"));
    write("cut/unit.xml", "<testsuite name=\"x\" tests=\"2\">\n" + passed("a") + "\n<testcase na");
    try (Aggregation all = aggregated(0)) {
      assertThat(all.verdict()).isEqualTo(Verdict.LOST);
      Problem problem = all.problems().getFirst();
      assertThat(problem.file()).isEqualTo("cut/unit.xml");
      assertThat(problem.line()).isEqualTo(3);
      // The one test that was read is no green field of the table.
      Matrix.Row cut = all.matrix().rows().getFirst();
      assertThat(cut.job()).isEqualTo("cut");
      assertThat(all.matrix().cell(cut, "x")).hasFieldOrPropertyWithValue("worst", Verdict.LOST);
      assertThat(all.report().run().counts().total()).isEqualTo(2);
    }
  }

  @Test
  void ourOwnJsonThatIsCutIsToldToo() throws IOException {
    Path saved = reports().resolve("job");
    Path file = ReportFiles.write(SampleRuns.green(), Formats.parse("json"), saved).getFirst();
    assertThat(verdict()).isEqualTo(Verdict.PASSED);
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() - 300));
    try (Aggregation all = aggregated(0)) {
      assertThat(all.verdict()).isEqualTo(Verdict.LOST);
      assertThat(all.problems().getFirst().toString()).contains(":").contains("cut");
      assertThat(all.problems().getFirst().line()).isPositive();
    }
  }

  @Test
  void aTestThatWasTakenOutOfOurJsonIsMissed() throws IOException {
    Path saved = reports().resolve("job");
    Path file = ReportFiles.write(SampleRuns.green(), Formats.parse("json"), saved).getFirst();
    String whole = Files.readString(file);
    String first = whole.lines().filter(line -> line.contains("\"attempt\"")).findFirst().get();
    Files.writeString(file, whole.replace(first + "\n", ""));
    assertThat(verdict()).isEqualTo(Verdict.LOST);
  }

  @Test
  void whatProvesNothingIsNotGreen() throws IOException {
    Files.createDirectories(reports());
    assertThat(verdict()).isEqualTo(Verdict.LOST);
    write("a/unit.xml", "<testsuite name=\"x\" tests=\"0\"/>");
    assertThat(verdict()).isEqualTo(Verdict.LOST);
    junit("a/more.xml", passed("a"));
    assertThat(verdict()).isEqualTo(Verdict.PASSED);
    write("b/unit.xml", "<testsuite name=\"y\" tests=\"0\"/>");
    assertThat(verdict()).isEqualTo(Verdict.LOST);
    junit("b/unit.xml", passed("b"));
    assertThat(verdict()).isEqualTo(Verdict.PASSED);
    write("b/empty.xml", "");
    assertThat(verdict()).isEqualTo(Verdict.LOST);
  }

  @Test
  void aReportThatIsThereTwiceProvesNothingTwice() throws IOException {
    junit("a/unit.xml", passed("a"));
    Files.createDirectories(reports().resolve("b"));
    Files.copy(reports().resolve("a/unit.xml"), reports().resolve("b/unit.xml"));
    assertThat(verdict()).isEqualTo(Verdict.LOST);
  }

  @Test
  void aJobThatLeftNoReportIsMissedWhereTheirNumberIsKnown() throws IOException {
    junit("a/unit.xml", passed("a"));
    junit("b/unit.xml", passed("b"));
    try (Aggregation all = aggregated(3)) {
      assertThat(all.verdict()).isEqualTo(Verdict.LOST);
      assertThat(all.problems().getFirst().message())
          .isEqualTo("jobs with a report: 2 (expected: 3)");
    }
  }

  @Test
  void otherFilesArePassedOverAndLinksNotFollowed() throws IOException {
    junit("a/unit.xml", passed("a"));
    junit("b/unit.xml", passed("b"));
    write("a/coverage.xml", "<?xml version=\"1.0\"?><coverage line-rate=\"0.8\"/>");
    write("a/package.json", "{\"name\": \"shop\"}");
    Files.createSymbolicLink(reports().resolve("a/link.xml"), reports().resolve("b/unit.xml"));
    try (Aggregation all = aggregated(0)) {
      assertThat(all.verdict()).isEqualTo(Verdict.PASSED);
      assertThat(all.passedOver())
          .containsExactly("a/coverage.xml", "a/link.xml", "a/package.json");
    }
  }

  @Test
  void namesFromTestsAreInert() throws IOException {
    junit(
        "<b>job/unit.xml",
        "<testcase classname=\"c\" name=\"&lt;script&gt;alert(1)&lt;/script&gt;\">"
            + "<failure message=\"&lt;img src=x onerror=alert(1)&gt;\"/></testcase>");
    junit("other/unit.xml", passed("a"));
    try (Aggregation all = aggregated(0)) {
      AggregateFiles.write(all, output());
      for (String page : List.of(AggregateFiles.SUMMARY, AggregateFiles.REPORT)) {
        Document html = Jsoup.parse(Files.readString(output().resolve(page)));
        assertThat(html.select("img, b b, script:contains(alert)")).isEmpty();
        assertThat(html.select("table.matrix").text()).contains("<b>job");
      }
    }
  }
}
