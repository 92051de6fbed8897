package dev.verdict.reports.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.model.TestSource;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A hundred thousand tests are written in the memory of a few thousand. */
@Timeout(300)
class LargeRunTest {
  private static final int TESTS = 100_000;

  /** Bad ones have a stack of 4 KB: whoever keeps them holds 400 MB when the last one comes. */
  @ParameterizedTest
  @CsvSource({
    "json,50",
    "md,50",
    "html,50",
    "xml,50",
    "json,1",
    "md,1",
    "html,1",
    "xml,1",
    "gitlab,1"
  })
  void noWriterKeepsTheTests(String format, int badEvery) throws IOException {
    RunReport report = with(TestSource.of(List.of()));
    String stack = "at some.place.InTheCode(Code.java:1)\n".repeat(110);
    long before = usedMemory();
    AtomicLong atTheEnd = new AtomicLong();
    TestSource source =
        () ->
            IntStream.range(0, TESTS)
                .peek(
                    number ->
                        atTheEnd.updateAndGet(
                            most -> isLast(number) ? Math.max(most, usedMemory()) : most))
                .mapToObj(number -> test(number, badEvery, stack));
    Counted out = new Counted();

    Formats.one(format).write(with(report, source), out);

    assertThat(atTheEnd.get() - before).isLessThan(60_000_000);
    assertThat(atTheEnd.get()).isPositive();
    if (format.equals("html")) {
      assertThat(out.bytes).isLessThan(10_000_000);
    }
  }

  private static boolean isLast(int number) {
    return number == TESTS - 1;
  }

  private static long usedMemory() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Names that cannot be compressed, and characters that become five when they are escaped. */
  @ParameterizedTest
  @ValueSource(strings = {"random", "escaped", "wide"})
  void noNameMakesThePageLarge(String kind) throws IOException {
    TestSource source = () -> IntStream.range(0, TESTS / 3).mapToObj(number -> named(number, kind));
    Counted out = new Counted();
    Formats.one("html").write(with(source), out);
    assertThat(out.bytes).isBetween(3_000_000L, 10_000_000L);
  }

  private static TestView test(int number, int badEvery, String stack) {
    return number % badEvery == 0
        ? SampleRuns.bad(number, Verdict.FAILED, "broken " + number, "E", stack + number)
        : SampleRuns.test(number, Verdict.PASSED);
  }

  private static TestView named(int number, String kind) {
    String name =
        switch (kind) {
          case "random" -> randomName(number);
          case "escaped" -> number + "'".repeat(400);
          default -> number + "\u4e2d".repeat(400);
        };
    Verdict verdict = number % 3 == 0 ? Verdict.FAILED : Verdict.PASSED;
    String detail = verdict == Verdict.FAILED ? name.repeat(20) : null;
    return SampleRuns.view(number, name, verdict, null, name, name, detail, false);
  }

  private static String randomName(int number) {
    byte[] octets = new byte[150];
    new Random(number).nextBytes(octets);
    return Base64.getEncoder().encodeToString(octets);
  }

  private static RunReport with(TestSource source) {
    return with(SampleRuns.large(TESTS, 50), source);
  }

  private static RunReport with(RunReport small, TestSource source) {
    return new RunReport(
        small.run(),
        small.systemInfo(),
        small.tasks(),
        source,
        small.artifacts(),
        small.performanceMetrics(),
        small.writtenAt());
  }

  private static final class Counted extends OutputStream {
    private long bytes;

    @Override
    public void write(int octet) {
      bytes++;
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
      bytes += length;
    }
  }
}
