package dev.verdict.reports.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.reports.model.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
  @TempDir Path directory;

  @Test
  void writesTheFourFilesIntoANewDirectory() throws IOException {
    Path out = directory.resolve("a/b");
    List<Path> files = ReportFiles.write(SampleRuns.mixed(), Formats.parse("all"), out);
    assertThat(files).hasSize(4).allMatch(Files::isRegularFile);
    assertThat(list(out)).containsExactlyInAnyOrderElementsOf(files);
    assertThat(files.getFirst())
        .isEqualTo(out.resolve("test_report_" + SampleRuns.RUN_ID + ".json"));
  }

  @Test
  void aReportThatBreaksOffLeavesTheOldFileAndNothingElse() throws IOException {
    List<ReportWriter> json = Formats.parse("json");
    Path file = ReportFiles.write(SampleRuns.green(), json, directory).getFirst();
    byte[] before = Files.readAllBytes(file);
    RunReport green = SampleRuns.green();
    RunReport broken =
        new RunReport(
            green.run(),
            green.systemInfo(),
            green.tasks(),
            () ->
                Stream.generate(
                    () -> {
                      throw new IllegalStateException("the database is gone");
                    }),
            green.artifacts(),
            green.performanceMetrics(),
            green.writtenAt());

    assertThatThrownBy(() -> ReportFiles.write(broken, json, directory))
        .hasMessage("the database is gone");

    assertThat(list(directory)).containsExactly(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
