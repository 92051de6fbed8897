package dev.verdict.reports.write.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Verdict;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.SampleRuns;
import dev.verdict.reports.write.Written;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

  @Test
  void tellsEverythingWithoutAScript() {
    Document page = page(SampleRuns.mixed());
    page.select("script").remove();

    assertThat(page.expectFirst("h1").text()).isEqualTo("Cancelled shop: all suites");
    assertThat(page.expectFirst(".notice").text())
        .isEqualTo("Not complete. 3 of 60 planned tests have no answer.");
    assertThat(page.select("#failures details")).hasSize(5);
    assertThat(page.select("#failures h3").eachText())
        .first()
        .isEqualTo("3 × AssertionError: assert 3 == 4 (kind x)");
    assertThat(page.select("#failures .log").eachAttr("href"))
        .hasSize(5)
        .allMatch(link -> link.startsWith("https://verdict.example.org/a/"));
    assertThat(page.select("#lost details")).hasSize(3);
    assertThat(page.select("#plain tbody tr")).hasSize(60);
    assertThat(page.expectFirst("#artifacts li").text()).startsWith("Test Results JSON (2.3 KB)");
  }

  @Test
  void everyLinkWithinThePageLeadsSomewhere() {
    Document page = page(SampleRuns.mixed());
    List<String> targets = page.select("a[href^=#]").eachAttr("href");
    assertThat(targets).hasSizeGreaterThan(15);
    assertThat(targets).allSatisfy(target -> assertThat(page.select(target)).hasSize(1));
    assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
  }

  @Test
  void isMadeForReadersOfScreens() {
    Document page = page(SampleRuns.mixed());
    assertThat(page.select("html[lang], header, main, nav[aria-label], footer")).hasSize(5);
    assertThat(page.select("section")).allMatch(section -> section.hasAttr("aria-labelledby"));
    assertThat(page.select("th")).allMatch(header -> header.attr("scope").equals("col"));
    assertThat(page.select("svg"))
        .allMatch(svg -> svg.hasAttr("aria-hidden") || svg.hasAttr("aria-label"));
    // A sign never stands without its word.
    int signs = page.select("svg.mark").size() - page.select(".verdict > svg").size();
    assertThat(page.select("svg.mark + .word, svg.mark + .unseen")).hasSize(signs);
  }

  @Test
  void theDataHoldsEveryTest() throws Exception {
    List<String> lines = data(page(SampleRuns.large(3_000, 100)));

    assertThat(lines).hasSize(3_000);
    assertThat(lines.get(7).split("\t", -1))
        .containsExactly(
            "failed", "", "1732", "1.7 s", "16", "tests/test_part_0.py", "test_expiry[7]");
    assertThat(lines.get(8).split("\t", -1))
        .containsExactly(
            "passed", "", "1408", "1.4 s", "", "tests/test_part_0.py", "test_total[8]");
  }

  @Test
  void withoutAScriptAThousandRowsStandForALargeRun() {
    Document page = page(SampleRuns.large(3_000, 100));
    assertThat(page.select("#plain tbody tr")).hasSize(1_000);
    assertThat(page.expectFirst("#plain .more").text()).startsWith("… and 2,000 more.");
  }

  @Test
  void aRunWithoutTestsSaysSo() {
    Document page = page(SampleRuns.empty());
    assertThat(page.expectFirst("h1").text()).startsWith("Lost tests");
    assertThat(page.expectFirst(".reason").text())
        .isEqualTo("nothing matched, so there was nothing to run");
    assertThat(page.select("#tests .empty")).hasSize(1);
  }

  @Test
  void aRunThatGoesOnSaysSo() {
    RunReport report =
        SampleRuns.of(List.of(SampleRuns.test(1, Verdict.PASSED), SampleRuns.test(2, null)));
    Document page = page(report);
    assertThat(page.expectFirst("h1").text()).startsWith("Not finished");
    assertThat(page.select("#pending details")).hasSize(1);
  }

  private static List<String> data(Document page) throws Exception {
    Element data = page.expectFirst("#data");
    byte[] packed = Base64.getDecoder().decode(data.data());
    try (GZIPInputStream lines = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static Document page(RunReport report) {
    return Jsoup.parse(Written.text("html", report));
  }
}
