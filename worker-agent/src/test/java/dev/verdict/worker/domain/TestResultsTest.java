package dev.verdict.worker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Json;
import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.message.AttemptNews.End;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.plugin.runner.ExitMeaning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TestResultsTest {
  @Test
  void a_test_that_is_reported_twice_gets_its_worse_verdict_and_is_named() {
    MergedTests tests = new MergedTests();
    tests.add(outcome("a", Verdict.FAILED, 0, null));
    tests.add(outcome("a", Verdict.PASSED, 0, null));
    tests.add(outcome("b", Verdict.PASSED, 0, null));
    assertThat(tests.all())
        .extracting(TestOutcome::verdict)
        .containsExactly(Verdict.FAILED, Verdict.PASSED);
    assertThat(tests.problems()).singleElement().asString().contains("test a", "reported 2 times");
  }

  @Test
  void a_test_that_the_tool_ran_again_gets_its_last_verdict() {
    MergedTests tests = new MergedTests();
    tests.add(outcome("a", Verdict.FAILED, 0, null));
    tests.add(outcome("a", Verdict.PASSED, 1, null));
    assertThat(tests.all()).extracting(TestOutcome::verdict).containsExactly(Verdict.PASSED);
    assertThat(tests.all()).extracting(TestOutcome::reruns).containsExactly(1);
    assertThat(tests.problems()).isEmpty();
  }

  @Test
  void many_duplicates_are_counted_and_not_listed() {
    MergedTests tests = new MergedTests();
    for (int i = 0; i < 200; i++) {
      tests.add(outcome("t" + i % 100, Verdict.PASSED, 0, null));
    }
    assertThat(tests.problems()).hasSize(6);
    assertThat(tests.problems().get(5)).startsWith("95 more");
  }

  @Test
  void the_details_together_have_a_bound() {
    MergedTests tests = new MergedTests();
    String detail = "x".repeat(1 << 20);
    for (int i = 0; i < 40; i++) {
      tests.add(outcome("t" + i, Verdict.FAILED, 0, detail));
    }
    long kept =
        tests.all().stream().mapToLong(test -> String.valueOf(test.detail()).length()).sum();
    assertThat(kept).isLessThan(17L << 20);
    assertThat(tests.all()).allSatisfy(test -> assertThat(test.detail()).isNotNull());
  }

  @Test
  void parts_are_small_in_number_and_in_bytes() {
    List<TestOutcome> tests = new ArrayList<>();
    for (int i = 0; i < 1_001; i++) {
      tests.add(outcome("t" + i, Verdict.PASSED, 0, null));
    }
    assertThat(TestParts.of(tests)).extracting(List::size).containsExactly(500, 500, 1);
    List<TestOutcome> heavy = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      heavy.add(outcome("h" + i, Verdict.FAILED, 0, "\u001b\"ü\n漢".repeat(8_000)));
    }
    List<List<TestOutcome>> parts = TestParts.of(heavy);
    assertThat(parts.stream().mapToInt(List::size).sum()).isEqualTo(40);
    assertThat(parts)
        .allSatisfy(
            part -> assertThat(Json.bytes(part).length).isLessThanOrEqualTo(TestParts.MOST_BYTES));
    assertThat(TestParts.of(List.of())).isEmpty();
  }

  @Test
  void the_estimate_is_never_below_the_json() {
    for (String text : List.of("plain", "\u0000\u001f", "\"\\", "ü漢😀", "\u007f\u2028")) {
      TestOutcome test = outcome("id" + text, Verdict.FAILED, 3, text.repeat(100));
      assertThat(TestParts.mostBytes(test)).isGreaterThanOrEqualTo(Json.bytes(test).length);
    }
  }

  @Test
  void what_there_is_no_report_for_has_a_typed_reason() {
    assertThat(facts(0, 0, false, 0)).isEqualTo(LostReason.NO_REPORT);
    assertThat(facts(0, 1, false, 0)).isEqualTo(LostReason.STALE_REPORT);
    assertThat(facts(1, 0, false, 0)).isEqualTo(LostReason.EMPTY_REPORT);
    assertThat(facts(1, 0, true, 3)).isEqualTo(LostReason.BROKEN_REPORT);
    assertThat(facts(1, 1, false, 3)).isNull();
  }

  @Test
  void how_a_process_ended() {
    assertThat(HowItEnded.byItself("pytest", 1, ExitMeaning.TESTS_FAILED).end())
        .isEqualTo(End.EXITED);
    assertThat(HowItEnded.byItself("pytest", 5, ExitMeaning.NO_TESTS).end()).isEqualTo(End.EXITED);
    HowItEnded broke = HowItEnded.byItself("pytest", 139, ExitMeaning.BROKEN);
    assertThat(broke.end()).isEqualTo(End.BROKE);
    assertThat(broke.message()).contains("pytest", "139", "SIGSEGV");
    assertThat(HowItEnded.command(3).end()).isEqualTo(End.EXITED);
    assertThat(HowItEnded.command(137).end()).isEqualTo(End.BROKE);
    assertThat(HowItEnded.timedOut(143, 60).message()).contains("60 s");
  }

  @Test
  void a_command_is_a_test() {
    HowItEnded failed = HowItEnded.command(2);
    TestOutcome test =
        CommandOutcome.of("", List.of("make", "check"), failed, 1.5, "a\nlast line\n");
    assertThat(test.id()).isEqualTo("make check");
    assertThat(test.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(test.message()).isEqualTo("exit code 2: last line");
    TestOutcome passed =
        CommandOutcome.of("build", List.of("true"), HowItEnded.command(0), 1, "noise");
    assertThat(passed.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(passed.detail()).isNull();
    TestOutcome late = CommandOutcome.of("t", List.of("x"), HowItEnded.timedOut(143, 9), 9, "");
    assertThat(late.verdict()).isEqualTo(Verdict.TIMEOUT);
  }

  private static @Nullable LostReason facts(int read, int stale, boolean broken, int tests) {
    return new ReportFacts(read, stale, broken, tests, List.of()).lostReason();
  }

  private static TestOutcome outcome(
      String id, Verdict verdict, int reruns, @Nullable String detail) {
    return new TestOutcome(
        id, null, null, id, null, verdict, 0.1, null, null, detail, null, reruns);
  }
}
