package dev.verdict.reports.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reports.aggregate.Aggregation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An aggregation, letter by letter; written anew as {@link GoldenReportsTest} is. */
class GoldenAggregateTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path REPORTS = Path.of("src/test/resources/junit");
  private static final Map<String, String> JOBS =
      Map.of(
          "unit-python3.8/pytest.xml", "pytest-xunit2.xml",
          "unit-python3.9/pytest.xml", "pytest-xunit1.xml",
          "java/TEST-basket.xml", "surefire.xml",
          "java/TEST-cut.xml", "cut-in-detail.xml",
          "java/coverage.xml", "not-junit.xml",
          "go/junit.xml", "gotestsum.xml");

  @TempDir Path directory;

  @Test
  void isAsItWas() throws IOException {
    for (Map.Entry<String, String> job : JOBS.entrySet()) {
      Path file = directory.resolve("in").resolve(job.getKey());
      Files.createDirectories(file.getParent());
      Files.copy(REPORTS.resolve(job.getValue()), file);
    }
    Path output = directory.resolve("out");
    try (Aggregation all =
        Aggregation.of(directory.resolve("in"), output, 5, Instant.parse("2026-11-20T12:00:00Z"))) {
      AggregateFiles.write(all, output);
    }
    compare("aggregate.summary.html", html(output.resolve(AggregateFiles.SUMMARY)));
    compare("aggregate.xml", Files.readString(output.resolve(AggregateFiles.XML)));
    compare("aggregate.json", Files.readString(output.resolve(AggregateFiles.JSON)));
  }

  private static String html(Path page) throws IOException {
    return Files.readString(page)
        .replaceAll("(?s)(<(style|script)[^>]*>).*?(</\\2>)", "$1…$3")
        .replaceAll("sha256-[^']*", "sha256-…");
  }

  private static void compare(String name, String written) throws IOException {
    Path golden = GOLDEN.resolve(name);
    if ("write".equals(System.getProperty("verdict.golden"))) {
      Files.writeString(golden, written);
    }
    assertThat(written).isEqualTo(Files.readString(golden));
  }
}
