package dev.verdict.reports.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.verdict.contract.Verdict;
import dev.verdict.reports.Problem;
import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.ReportedCase;
import dev.verdict.reports.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JUnitReaderTest {
  @Test
  void tellsEverythingOfACase() {
    ReportedCase found =
        ReadBack.ofResource("phpunit.xml").named("testDivide with data set \"zero\"");

    assertThat(found.suitePath())
        .containsExactly("/app/phpunit.xml", "unit", "App\\CalcTest", "App\\CalcTest::testDivide");
    assertThat(found.suite())
        .isEqualTo("/app/phpunit.xml > unit > App\\CalcTest > App\\CalcTest::testDivide");
    assertThat(found.className()).isEqualTo("App.CalcTest");
    assertThat(found.file()).isEqualTo("/app/tests/CalcTest.php");
    assertThat(found.line()).isEqualTo(20);
    assertThat(found.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(found.seconds()).isEqualTo(0.006);
    assertThat(found.message())
        .isEqualTo("App\\CalcTest::testDivide with data set \"zero\" (1, 0)");
    assertThat(found.type()).isEqualTo("PHPUnit\\Framework\\ExpectationFailedException");
    assertThat(found.detail()).endsWith("/app/tests/CalcTest.php:23");
    assertThat(found.position().line()).isEqualTo(9);
  }

  @Test
  void aCaseWithoutAFileHasTheFileOfItsSuite() {
    assertThat(ReadBack.ofResource("phpunit.xml").named("testDivide with data set #0").file())
        .isEqualTo("/app/tests/CalcTest.php");
    assertThat(ReadBack.ofResource("mocha-junit.xml").named("Array works").file())
        .isEqualTo("/app/test/array.js");
  }

  @Test
  void keepsTheDiffThatStandsInTheMessageAlone() {
    ReadBack read = ReadBack.ofResource("pytest-xunit2.xml");

    assertThat(read.named("test_fail").message())
        .isEqualTo("AssertionError: assert {'a': 1} == {'a': 2}");
    assertThat(read.named("test_fail").detail())
        .contains("{'a': 1} != {'a': 2}")
        .contains("test_all.py:3: AssertionError");
    assertThat(read.named("test_skipped").message()).isEqualTo("because");
  }

  @Test
  void countsTheTriesOfSurefire() {
    assertThat(ReadBack.ofResource("surefire-reruns.xml").cases())
        .extracting(
            ReportedCase::name, ReportedCase::verdict, ReportedCase::reruns, ReportedCase::message)
        .containsExactly(
            tuple("ok", Verdict.PASSED, 0, null),
            tuple("errs", Verdict.ERROR, 2, "java.lang.IllegalStateException"),
            tuple("fails", Verdict.FAILED, 1, "no"),
            tuple("flaky", Verdict.PASSED, 1, "first time"),
            tuple("flakyError", Verdict.PASSED, 2, "twice"));
    assertThat(ReadBack.ofResource("surefire-reruns.xml").named("errs").detail())
        .contains("errs(MixedTest.java:7)", "[rerunError]", "second", "third")
        .doesNotContain("noise");
  }

  @Test
  void aRerunThatFailedIsNoPassEvenAlone() {
    ReadBack read =
        ReadBack.of(
            "<testsuite><testcase name='a'><rerunFailure message='m'/></testcase></testsuite>");

    assertThat(read.named("a").verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void theTearDownThatFailedIsACaseOfItsOwn() {
    assertThat(ReadBack.ofResource("pytest-xunit2.xml").cases())
        .filteredOn(each -> each.name().equals("test_fail_and_teardown_error"))
        .extracting(ReportedCase::verdict)
        .containsExactly(Verdict.FAILED, Verdict.ERROR);
  }

  @Test
  void theWorstOutcomeWins() {
    assertThat(ReadBack.ofResource("many-outcomes.xml").cases())
        .extracting(ReportedCase::name, ReportedCase::verdict, ReportedCase::message)
        .containsExactly(
            tuple("both", Verdict.ERROR, "e"),
            tuple("three", Verdict.FAILED, "one"),
            tuple("skip and fail", Verdict.FAILED, "f"),
            tuple("skipped twice", Verdict.SKIPPED, "one"));
  }

  @Test
  void whatCTestCouldNotRunIsNoSkip() {
    ReadBack read = ReadBack.ofResource("ctest.xml");

    assertThat(read.named("missing").verdict()).isEqualTo(Verdict.ERROR);
    assertThat(read.named("missing").message()).isEqualTo("Unable to find executable");
    assertThat(read.named("skip77").verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(read.named("dis").verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(read.named("ok").systemOut()).isEqualTo("hello");
  }

  @Test
  void aSuiteThatFailedByItselfIsSeen() {
    assertThat(ReadBack.ofResource("suite-level-error.xml").cases())
        .extracting(
            ReportedCase::name,
            ReportedCase::verdict,
            ReportedCase::outsideOfCase,
            ReportedCase::message)
        .containsExactly(
            tuple("first", Verdict.PASSED, false, null),
            tuple("db.SetUpTest", Verdict.ERROR, true, "no database"),
            tuple("never", Verdict.FAILED, true, "set-up"));
  }

  @Test
  void timesAreSeconds() {
    assertThat(ReadBack.ofResource("times.xml").cases())
        .extracting(ReportedCase::seconds)
        .containsExactly(1.5, 1234.56, 1234.56, 0.0, 0.0, 0.0, 0.0, 0.000015, 0.25);
  }

  @ParameterizedTest
  @CsvSource({
    "bom-utf8.xml,café",
    "bom-utf16le.xml,café",
    "bom-utf16be-declares-utf8.xml,café",
    "utf16le-without-bom.xml,café",
    "declares-utf16-is-utf8.xml,café",
    "declares-nonsense.xml,café",
    "latin1.xml,café",
    "declares-utf8-is-latin1.xml,café",
    "leading-space.xml,café",
    "control-characters.xml,a\uFFFD[31m",
    "raw-ampersand.xml,b & c",
    "character-references.xml,a\uFFFD[31m \uD83D\uDE00 \uD83D\uDE00",
  })
  void recoversTheNames(String file, String name) {
    assertThat(ReadBack.ofResource(file).cases()).extracting(ReportedCase::name).contains(name);
  }

  @Test
  void saysWhereAFileEnds() {
    Problem problem = ReadBack.ofResource("cut-in-detail.xml").result().problems().getFirst();

    assertThat(problem.toString())
        .startsWith("report.xml:5:48: error: cut: ")
        .contains("expecting a close tag for element <failure>")
        .endsWith("inside of test case 'c', after 2 whole test cases");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"numTotalTests\": 1}|JSON",
        "{\"Time\":\"t\",\"Action\":\"run\"}|go test JSON",
        "TAP version 14|TAP",
        "1..2|TAP",
        "<TestRun xmlns='http://microsoft.com/schemas/VisualStudio/TeamTest/2010'/>|TRX",
        "<test-run id='2'/>|NUnit XML",
        "<assemblies/>|xUnit.net XML",
        "<!DOCTYPE html><html/>|HTML",
        "<suites/>|XML with <suites>",
        "hello|plain text",
      })
  void namesAnotherFormat(String content, String format) {
    ReadBack read = ReadBack.of(content);

    assertThat(read.codes()).containsExactly(ProblemCode.WRONG_FORMAT);
    assertThat(read.result().problems().getFirst().message())
        .isEqualTo("format: " + format + " (expected: JUnit XML)");
    assertThat(read.result().trusted()).isFalse();
  }

  @Test
  void anEmptyFileIsNoReport() {
    assertThat(ReadBack.of("").codes()).containsExactly(ProblemCode.EMPTY_FILE);
    assertThat(ReadBack.of(" \n").codes()).containsExactly(ProblemCode.EMPTY_FILE);
  }

  @Test
  void aStreamThatBreaksKeepsWhatWasRead() {
    String enoughForTheHead = "<testcase name='a'/>".repeat(1_000);
    InputStream whole =
        new ByteArrayInputStream(("<testsuite>" + enoughForTheHead).getBytes(UTF_8));

    ReadBack read = ReadBack.of(new SequenceInputStream(whole, new FakeBrokenStream()));

    assertThat(read.cases()).hasSizeGreaterThan(300);
    assertThat(read.codes()).containsExactly(ProblemCode.UNREADABLE);
    assertThat(read.result().problems().getFirst().message()).contains("the disk is gone");
    assertThat(read.result().trusted()).isFalse();
  }

  @Test
  void whatTheConsumerThrowsComesOut() {
    byte[] content = ReadBack.bytes("gradle.xml");

    assertThatThrownBy(
            () ->
                new JUnitReader()
                    .read(
                        new ByteArrayInputStream(content),
                        "report.xml",
                        each -> {
                          throw new IllegalStateException("no room");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no room");
  }

  @Test
  void aWarningAloneDoesNotTakeTrustAway() {
    ReadBack read = ReadBack.ofResource("control-characters.xml");

    assertThat(read.result().problems())
        .extracting(Problem::severity)
        .containsOnly(Severity.WARNING);
    assertThat(read.result().trusted()).isTrue();
  }

  private static final class FakeBrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the disk is gone");
    }
  }
}
