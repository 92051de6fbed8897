package dev.verdict.reports.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.verdict.reports.ReadResult;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds all that is allocated, whether it stays or not, against the size of the file. */
class ConstantMemoryTest {
  private static final int MIB = 1024 * 1024;
  private static final String LINE =
      "a line of output that is sixty-three characters long, no more.\n";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "output of a case, <testcase name='a'><system-out>, </system-out></testcase>",
    "output in CDATA, <testcase name='a'><system-out><![CDATA[, ]]></system-out></testcase>",
    "output of the suite, <testcase name='a'/><system-err>, </system-err>",
    "a stack, <testcase name='a'><failure message='m'>, </failure></testcase>",
    "an unknown element, <testcase name='a'/><log>, </log>",
  })
  void fiftyMegabytesOfTextTakeNoSpace(String what, String before, String after) {
    InputStream content =
        GeneratedStream.of(
            "<testsuite tests='1'>" + before, LINE, 50 * MIB / 63, after + "</testsuite>");
    long atFirst = allocated();

    ReadBack read = ReadBack.of(content);

    assertThat(allocated() - atFirst).as("bytes allocated for %s", what).isLessThan(8 * MIB);
    assertThat(read.result().trusted()).isTrue();
    assertThat(read.cases()).hasSize(1);
  }

  @Test
  void aLongOutputKeepsItsEnd() {
    InputStream content =
        GeneratedStream.of(
            "<testsuite><testcase name='a'><system-out>first",
            LINE,
            50 * MIB / 63,
            "the last words</system-out></testcase></testsuite>");

    String kept = Objects.requireNonNull(ReadBack.of(content).named("a").systemOut());

    assertThat(kept).endsWith("the last words").doesNotContain("first").contains("left out");
    assertThat(kept.length()).isBetween(16 * 1024, 16 * 1024 + 100);
  }

  @Test
  void aLongDetailKeepsItsBeginningAndItsEnd() {
    InputStream content =
        GeneratedStream.of(
            "<testsuite><testcase name='a'><failure message='m'>the first words ",
            LINE,
            MIB / 63,
            "the last words</failure></testcase></testsuite>");

    String kept = Objects.requireNonNull(ReadBack.of(content).named("a").detail());

    assertThat(kept).startsWith("the first words").endsWith("the last words").contains("left out");
    assertThat(kept.length()).isBetween(64 * 1024, 64 * 1024 + 100);
  }

  @Test
  void aHundredThousandFailuresOfOneCaseStayBounded() {
    InputStream content =
        GeneratedStream.of(
            "<testsuite><testcase name='a'>",
            "<failure message='m'>something went wrong here</failure>",
            100_000,
            "</testcase></testsuite>");

    assertThat(ReadBack.of(content).named("a").detail()).hasSizeLessThan(65 * 1024);
  }

  @Test
  void aMillionCasesAreHandedOnOneByOne() {
    InputStream content =
        GeneratedStream.of(
            "<testsuite tests='1000000'>",
            "<testcase name='a' time='x'/>",
            1_000_000,
            "</testsuite>");

    ReadResult result = new JUnitReader().read(content, "report.xml", each -> {});

    assertThat(result.totals().passed()).isEqualTo(1_000_000);
    assertThat(result.problems()).hasSize(21);
    assertThat(result.problems().getLast().message()).startsWith("999980 more");
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
