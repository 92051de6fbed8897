package dev.verdict.reports.write.highlights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.TestSource;
import dev.verdict.reports.write.SampleRuns;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HighlightsTest {
  private static final Highlights.Limits LIMITS = new Highlights.Limits(3, 2, 2, 3, 1_000, 200);

  @Test
  void failuresThatDifferOnlyInNumbersAreOneGroupAndTheLargestComesFirst() {
    Highlights highlights =
        of(
            failed(1, "no such file"),
            failed(2, "expected 3 but was 4 at 0xdeadbeef"),
            failed(3, "expected 5 but was 6.5 at 0x7f"));
    assertThat(highlights.failures())
        .extracting(group -> group.title() + " " + group.tests().count())
        .containsExactly("E: expected 3 but was 4 at 0xdeadbeef 2", "E: no such file 1");
  }

  @Test
  void errorsAreNotFailures() {
    assertThat(of(failed(1, "x"), SampleRuns.bad(2, Verdict.ERROR, "x", "E", null)).failures())
        .hasSize(2);
  }

  @Test
  void whatIsNotKeptIsCounted() {
    TestView[] tests =
        IntStream.range(0, 10)
            .mapToObj(number -> failed(number, "kind " + (char) ('a' + number % 5)))
            .toArray(TestView[]::new);
    Highlights highlights = of(tests);
    assertThat(highlights.failureCount()).isEqualTo(10);
    assertThat(highlights.failures()).hasSize(4);
    assertThat(highlights.failures().getLast().title()).isEqualTo("other failures");
    assertThat(highlights.failures().stream().mapToInt(group -> group.tests().count()).sum())
        .isEqualTo(10);
    assertThat(highlights.failures().getLast().tests().left()).isEqualTo(2);
  }

  @Test
  void textIsBoundedForOneAndForAll() {
    TestView[] tests =
        IntStream.range(0, 6)
            .mapToObj(
                number ->
                    SampleRuns.bad(
                        number,
                        Verdict.FAILED,
                        "m" + (char) ('a' + number % 3),
                        null,
                        "d".repeat(5_000)))
            .toArray(TestView[]::new);
    long kept =
        of(tests).failures().stream()
            .flatMap(group -> group.tests().kept().stream())
            .mapToLong(test -> test.detail() == null ? 0 : test.detail().length())
            .sum();
    assertThat(kept).isBetween(800L, 1_000L);
  }

  @Test
  void theSlowestAreInOrder() {
    List<TestView> tests =
        IntStream.range(0, 100)
            .mapToObj(number -> SampleRuns.test(number, Verdict.PASSED))
            .toList();
    List<Double> slowest =
        Highlights.of(TestSource.of(tests), LIMITS).slowest().stream()
            .map(TestView::seconds)
            .toList();
    assertThat(slowest)
        .isEqualTo(
            tests.stream()
                .map(TestView::seconds)
                .sorted(Comparator.reverseOrder())
                .limit(3)
                .toList());
  }

  private static TestView failed(int number, String message) {
    return SampleRuns.bad(number, Verdict.FAILED, message, "E", null);
  }

  private static Highlights of(TestView... tests) {
    return Highlights.of(TestSource.of(List.of(tests)), LIMITS);
  }
}
