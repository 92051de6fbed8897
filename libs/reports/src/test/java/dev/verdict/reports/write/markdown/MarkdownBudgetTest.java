package dev.verdict.reports.write.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.HostileText;
import dev.verdict.reports.write.SampleRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownBudgetTest {
  private static final Pattern MORE =
      Pattern.compile("(?m)^… and ([0-9,]+) more (failure|timed out test)s?$");

  @ParameterizedTest
  @ValueSource(ints = {6_000, 9_000, 32_000, 65_000, 140_000})
  void isNeverExceeded(int budget) {
    for (RunReport report :
        List.of(everyVerdict(3_000), SampleRuns.large(5_000, 1), SampleRuns.mixed())) {
      assertThat(new MarkdownReport(budget).text(report)).hasSizeLessThanOrEqualTo(budget);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.verdict.reports.write.HostileText#all")
  void isNotExceededByHostileTextEither(String text) {
    assertThat(new MarkdownReport(6_000).text(HostileText.everywhere(text)))
        .hasSizeLessThanOrEqualTo(6_000);
  }

  @Test
  void whatIsCutIsCounted() {
    String text = new MarkdownReport(6_000).text(everyVerdict(3_000));

    assertThat(cut(text, "failure") + entries(text, "## Failures")).isEqualTo(1_200);
    assertThat(cut(text, "timed out test") + entries(text, "## Timed out")).isEqualTo(600);
  }

  @Test
  void aRunThatFitsIsNotCut() {
    assertThat(new MarkdownReport().text(SampleRuns.mixed())).doesNotContain("… and");
  }

  @Test
  void theVerdictAndTheFailuresComeFirst() {
    String text = new MarkdownReport(6_000).text(everyVerdict(3_000));

    assertThat(text)
        .startsWith("# ❌ Timed out: `shop: all suites`\n\n**Status:** TIMEOUT · 600 failed");
    assertThat(text.indexOf("## Failures")).isLessThan(text.indexOf("## Timed out"));
    assertThat(text.indexOf("## Timed out")).isLessThan(text.indexOf("## Counts"));
    assertThat(text.indexOf("## Counts")).isLessThan(text.indexOf("## Artifacts"));
  }

  @Test
  void aBudgetThatCannotHoldTheVerdictIsRefused() {
    assertThatThrownBy(() -> new MarkdownReport(140))
        .hasMessage("markdown budget: 140 (expected: >= 6000)");
  }

  private static int cut(String text, String noun) {
    Matcher more = MORE.matcher(text);
    while (more.find()) {
      if (more.group(2).equals(noun)) {
        return Integer.parseInt(more.group(1).replace(",", ""));
      }
    }
    return 0;
  }

  private static int entries(String text, String heading) {
    int begin = text.indexOf("\n- ", text.indexOf(heading));
    int end = text.indexOf("\n\n…", begin);
    return (int) text.substring(begin, end).lines().filter(line -> line.startsWith("- ")).count();
  }

  /** No two failures of one kind: letters, not numbers, tell them apart. */
  private static RunReport everyVerdict(int size) {
    List<Verdict> verdicts =
        List.of(Verdict.PASSED, Verdict.FAILED, Verdict.ERROR, Verdict.TIMEOUT, Verdict.SKIPPED);
    List<TestView> tests = new ArrayList<>();
    for (int number = 0; number < size; number++) {
      Verdict verdict = verdicts.get(number % verdicts.size());
      String kind =
          Integer.toString(number, 20)
              .chars()
              .mapToObj(digit -> Character.toString(digit <= '9' ? 'k' + digit - '0' : digit))
              .collect(Collectors.joining());
      tests.add(
          verdict.isGood()
              ? SampleRuns.test(number, verdict)
              : SampleRuns.bad(number, verdict, "broken " + kind, null, "stack of " + kind));
    }
    return SampleRuns.of(tests);
  }
}
