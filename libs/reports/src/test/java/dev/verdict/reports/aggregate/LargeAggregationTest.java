package dev.verdict.reports.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reports.write.AggregateFiles;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 200 files with 100,000 tests. */
class LargeAggregationTest {
  private static final int FILES = 200;
  private static final int TESTS_OF_A_FILE = 500;

  @TempDir Path directory;

  @Test
  void memoryDoesNotGrowWithTheTests() throws IOException {
    for (int file = 0; file < FILES; file++) {
      write(file);
    }
    long size = TESTS_OF_A_FILE * FILES * 1_000L;
    Path output = directory.resolve("out");
    System.gc();
    long before = used();
    try (Aggregation all = Aggregation.of(directory.resolve("in"), output, FILES, Instant.EPOCH)) {
      AggregateFiles.write(all, output);
      assertThat(all.report().run().counts().total()).isEqualTo(FILES * TESTS_OF_A_FILE);
      System.gc();
      // The outputs of the tests alone are 100 MB.
      assertThat(used() - before).isLessThan(size / 4);
    }
    assertThat(output.resolve(AggregateFiles.REPORT)).isNotEmptyFile();
    assertThat(Files.size(output.resolve(AggregateFiles.REPORT))).isLessThan(10_000_000);
    assertThat(Files.size(output.resolve(AggregateFiles.SUMMARY))).isLessThan(500_000);
  }

  private void write(int number) throws IOException {
    Path file = directory.resolve("in/job-" + number / 2 + "/suite-" + number + ".xml");
    Files.createDirectories(file.getParent());
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("<testsuite name=\"suite-" + number % 20 + "\">");
      for (int test = 0; test < TESTS_OF_A_FILE; test++) {
        out.write("<testcase classname=\"shop.C" + number + "\" name=\"test_" + test + "\">");
        if (test % 100 == 0) {
          out.write("<failure message=\"expected\">" + "x".repeat(3_000) + "</failure>");
        }
        out.write("<system-out>" + "log line ".repeat(110) + "</system-out></testcase>\n");
      }
      out.write("</testsuite>");
    }
  }

  private static long used() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }
}
