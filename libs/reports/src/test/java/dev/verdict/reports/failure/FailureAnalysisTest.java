package dev.verdict.reports.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureAnalysisTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "assertion      | AssertionError                     | assert 41 == 42",
        "assertion      | org.opentest4j.AssertionFailedError | expected: <200> but was: <503"
            + " Service Unavailable>",
        "assertion      |                                    | expect(received).toBe(expected)",
        "timeout        | java.util.concurrent.TimeoutException | task() timed out after 5 seconds",
        "timeout        |                                    | thrown: \"Exceeded timeout of 5000"
            + " ms for a test.",
        "timeout        | requests.exceptions.ReadTimeout    | HTTPConnectionPool(host='pay',"
            + " port=80): Read timed out.",
        "crash          |                                    | Fatal Python error: Segmentation"
            + " fault",
        "crash          |                                    | panic: runtime error: invalid memory"
            + " address",
        "out_of_memory  | java.lang.OutOfMemoryError         | Java heap space",
        "out_of_memory  | torch.cuda.OutOfMemoryError        | CUDA out of memory. Tried to"
            + " allocate 2.00 GiB",
        "out_of_memory  |                                    | FATAL ERROR: Reached heap limit"
            + " Allocation failed - JavaScript heap out of memory",
        "infrastructure | OSError                            | [Errno 28] No space left on device:"
            + " '/data/x'",
        "dependency     | ModuleNotFoundError                | No module named 'numpy'",
        "dependency     | java.net.ConnectException          | Connection refused",
        "dependency     |                                    | Error: Cannot find module"
            + " './basket'",
        "environment    | PermissionError                    | [Errno 13] Permission denied:"
            + " '/etc/shop'",
        "environment    | RuntimeError                       | No CUDA GPUs are available",
        "setup          | fixture                            | failed on setup with \"KeyError:"
            + " 'db'\"",
        "setup          |                                    | \"before each\" hook for \"adds\":"
            + " boom",
        "unknown        | ValueError                         | invalid literal for int() with base"
            + " 10: 'x'",
      })
  void theReportSaysWhichClassItIs(String expected, String type, String message) {
    FailureAnalysis analysis = FailureAnalysis.of(error(type, message, ""));
    assertThat(analysis.failureClass().word()).isEqualTo(expected);
    assertThat(analysis.reason()).isNotBlank();
  }

  @Test
  void aVerdictThatSaysItNeedsNoRule() {
    Failure lost = Failure.of(Verdict.LOST, null, null, null, LostReason.WORKER_LOST, null);
    assertThat(FailureAnalysis.of(lost).failureClass()).isEqualTo(FailureClass.LOST);
    assertThat(FailureAnalysis.of(lost).reason()).isEqualTo(LostReason.WORKER_LOST.sentence());
    assertThat(FailureAnalysis.of(bad(Verdict.TIMEOUT, "x", "out of memory")).failureClass())
        .isEqualTo(FailureClass.TIMEOUT);
  }

  @Test
  void aFailureThatNoRuleKnowsIsABrokenExpectationAndAnErrorIsNot() {
    assertThat(FailureAnalysis.of(bad(Verdict.FAILED, "Odd", "odd")).failureClass())
        .isEqualTo(FailureClass.ASSERTION);
    assertThat(FailureAnalysis.of(bad(Verdict.ERROR, "Odd", "odd")).failureClass())
        .isEqualTo(FailureClass.UNKNOWN);
  }

  @Test
  void theSameCauseInTwoTestsIsOneCluster() {
    assertThat(key("KeyError", "basket 17 of 3f2504e0-4f89-11d3-9a0c-0305e82c3301", java("A", 3)))
        .isEqualTo(
            key("KeyError", "basket 4 of 9b2504e0-4f89-11d3-9a0c-0305e82c3302", java("B", 90)));
  }

  @Test
  void anotherPlaceInTheProgramIsAnotherCluster() {
    String elsewhere = java("A", 3).replace("Basket.total", "Order.total");
    assertThat(key("KeyError", "price missing here", java("A", 3)))
        .isNotEqualTo(key("KeyError", "price missing here", elsewhere));
  }

  @Test
  void aMessageThatSaysNothingIsTheTestsOwn() {
    Failure one = Failure.of(Verdict.FAILED, "AssertionError", "assert 1 == 2", "", null, "a.py");
    Failure other = Failure.of(Verdict.FAILED, "AssertionError", "assert 3 == 4", "", null, "b.py");
    assertThat(FailureAnalysis.of(one).fingerprint().key())
        .isNotEqualTo(FailureAnalysis.of(other).fingerprint().key());
  }

  @Test
  void pythonsInnermostFrameStandsLast() {
    String trace =
        """
        Traceback (most recent call last):
          File "/w/tests/test_a.py", line 3, in test_a
            total()
          File "/w/src/basket.py", line 17, in total
            return price(None)
          File "/w/src/price.py", line 90, in price
        TypeError: unsupported
        """;
    assertThat(StackFrames.telling(trace, "tests/test_a.py"))
        .containsExactly("price.py price", "basket.py total");
  }

  @Test
  void framesOfRunnersAndOfTheTestSayNothing() {
    assertThat(StackFrames.telling(java("A", 7), "dev.shop.ATest"))
        .containsExactly("dev.shop.Basket.total");
    String script =
        "Error: x\n"
            + "    at total (/w/src/basket.js:17:3)\n"
            + "    at Object.<anonymous> (/w/a.test.js:4:5)\n"
            + "    at run (/w/node_modules/jest-circus/run.js:1:2)";
    assertThat(StackFrames.telling(script, "a.test.js")).isEqualTo(List.of("basket.js total"));
  }

  private static String java(String test, int line) {
    return """
    java.lang.IllegalStateException: x
    \tat org.junit.jupiter.api.Assertions.fail(Assertions.java:1)
    \tat java.base/java.util.ArrayList.get(ArrayList.java:427)
    \tat dev.shop.Basket.total(Basket.java:%d)
    \tat dev.shop.%sTest.adds(%sTest.java:12)
    """
        .formatted(line, test, test);
  }

  private static java.util.UUID key(String type, String message, String detail) {
    String place = detail.contains("BTest") ? "dev.shop.BTest" : "dev.shop.ATest";
    return FailureAnalysis.of(Failure.of(Verdict.ERROR, type, message, detail, null, place))
        .fingerprint()
        .key();
  }

  private static Failure error(String type, String message, String detail) {
    return Failure.of(Verdict.ERROR, type, message, detail, null, "tests/test_a.py");
  }

  private static Failure bad(Verdict verdict, String type, String message) {
    return Failure.of(verdict, type, message, "", null, "tests/test_a.py");
  }
}
