package dev.verdict.reports.write.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.Baseline;
import dev.verdict.reports.model.Findings;
import dev.verdict.reports.model.GateResult;
import dev.verdict.reports.model.GateResult.Outcome;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.HostileText;
import dev.verdict.reports.write.SampleRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The comment at a pull request. After a change on purpose: {@code mvn test
 * -Dtest=CommentReportTest -Dverdict.golden=write}, and look at the difference.
 */
class CommentReportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/comment");
  private static final TestLinks LINKS =
      test ->
          List.of(
              new TestLinks.Link("history", "https://verdict.example.org/tests/" + test.taskId()),
              new TestLinks.Link("artifacts", "https://verdict.example.org/artifacts"));
  private static final Map<String, CommentTemplate> TEMPLATES =
      Map.of(
          "default", CommentTemplate.DEFAULT,
          "minimal", CommentTemplate.MINIMAL,
          "detailed", CommentTemplate.DETAILED);

  static Stream<Arguments> comments() {
    return TEMPLATES.keySet().stream()
        .sorted()
        .flatMap(
            template ->
                Stream.of(
                    Arguments.of(template, "mixed", SampleRuns.mixed(), partlyBroken()),
                    Arguments.of(template, "all-old", SampleRuns.mixed(), allBroken()),
                    Arguments.of(template, "no-baseline", SampleRuns.mixed(), Baseline.NONE),
                    Arguments.of(template, "green", SampleRuns.green(), partlyBroken()),
                    Arguments.of(template, "gated", SampleRuns.gated(), partlyBroken()),
                    Arguments.of(template, "empty", SampleRuns.empty(), Baseline.NONE)));
  }

  /** The three that fail in one way are old, and one that is lost. */
  private static Baseline partlyBroken() {
    return baseline(Set.of(3, 17, 31, 44));
  }

  private static Baseline allBroken() {
    return baseline(Set.of(3, 9, 17, 20, 31, 40, 44, 45, 46, 50));
  }

  private static Baseline baseline(Set<Integer> broken) {
    try (var tests = SampleRuns.mixed().tests().open()) {
      var all = tests.toList();
      return new Baseline(
          "main", 5, Set.copyOf(broken.stream().map(number -> all.get(number).id()).toList()));
    }
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("comments")
  void isAsItWas(String template, String name, RunReport report, Baseline baseline)
      throws IOException {
    CommentTemplate named = CommentTemplate.named(template).orElseThrow();
    String written = text(named, 60_000, report, baseline);
    Path golden = GOLDEN.resolve(name + "." + template + ".md");
    if ("write".equals(System.getProperty("verdict.golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, written);
    }
    assertThat(golden).exists();
    assertThat(written).isEqualTo(Files.readString(golden));
  }

  @Test
  void aGateThatIsPassedTakesOneLine() {
    RunReport good =
        SampleRuns.green()
            .with(
                Findings.of(
                    new GateResult(
                        true, List.of(SampleRuns.rule("max_flaky", Outcome.PASSED, "0 (<= 2)")))));
    assertThat(text(CommentTemplate.DEFAULT, 60_000, good, Baseline.NONE))
        .contains("**Quality gate** ✅ passed, 1 rule\n")
        .doesNotContain("max_flaky");
  }

  @Test
  void whatIsNewStandsBeforeWhatIsOldAndThatBeforeWhatIsFlaky() {
    String text = text(CommentTemplate.DEFAULT, 60_000, SampleRuns.mixed(), partlyBroken());
    assertThat(text).containsSubsequence("### New here (6)", "### Broken before", "### Flaky");
    assertThat(text.lines().findFirst().orElseThrow()).contains("6 new failures");
  }

  @ParameterizedTest
  @ValueSource(ints = {6_000, 12_000, 31_500, 60_000})
  void fillsItsBudgetAndSaysWhatItLeavesOut(int budget) {
    RunReport large =
        SampleRuns.of(
            IntStream.range(0, 3_000).mapToObj(CommentReportTest::brokenInItsOwnWay).toList());
    String text = text(CommentTemplate.DEFAULT, budget, large, Baseline.NONE);
    assertThat(text.length()).isBetween(budget * 7 / 10, budget);
    assertThat(text).containsPattern("… and [0-9,]+ more failures");
  }

  /** Numbers are the same kind of failure, letters are not. */
  private static TestView brokenInItsOwnWay(int number) {
    String letters =
        Integer.toString(number)
            .chars()
            .mapToObj(digit -> String.valueOf((char) (digit + 'a' - '0')))
            .collect(Collectors.joining());
    return SampleRuns.bad(number, Verdict.FAILED, "no " + letters, "AssertionError", null);
  }

  @ParameterizedTest
  @MethodSource("dev.verdict.reports.write.HostileText#all")
  void noTestCanWriteAMarkOrAPlaceOrAMention(String hostile) {
    for (CommentTemplate template : TEMPLATES.values()) {
      String text =
          text(template, 60_000, HostileText.everywhere(hostile + " {{reason}}"), allBroken());
      assertThat(text).doesNotContain("<!--", "[//]:");
      assertThat(InertMarkdownTest.live(text)).isEmpty();
    }
  }

  @Test
  void aBranchCannotBeMoreThanAName() {
    Baseline hostile = new Baseline("@acme/all <b>x</b> [a](b)", 3, Set.of());
    String text = text(CommentTemplate.DEFAULT, 60_000, SampleRuns.mixed(), hostile);
    assertThat(InertMarkdownTest.live(text)).isEmpty();
  }

  @Test
  void oneOfTheirOwnHasPlacesAndNothingElseIsReadInIt() {
    CommentTemplate own =
        CommentTemplate.parse("**{{ status }}** {{counts}} for {{name}}\n{{flaky}}");
    String text = text(own, 60_000, SampleRuns.mixed(), Baseline.NONE);
    assertThat(text).startsWith("**CANCELLED** **").contains("### Flaky").doesNotContain("{{");
  }

  @Test
  void aPlaceThatThereIsNotIsNamed() {
    assertThatThrownBy(() -> CommentTemplate.parse("{{headlin}}"))
        .hasMessageStartingWith("template: {{headlin}} (expected: one of sign, headline, ");
    assertThatThrownBy(() -> CommentTemplate.parse("hello")).hasMessageContaining("headline");
  }

  @Test
  void aRunThatIsRedByItsReasonSaysIt() {
    RunReport report =
        SampleRuns.ended(SampleRuns.green(), Verdict.ERROR, "the exit code was 1, all passed");
    assertThat(text(CommentTemplate.DEFAULT, 60_000, report, partlyBroken()))
        .contains("❌")
        .contains("the exit code was 1, all passed");
  }

  private static String text(
      CommentTemplate template, int budget, RunReport report, Baseline baseline) {
    return new CommentReport(template, budget, LINKS).text(report, baseline);
  }
}
