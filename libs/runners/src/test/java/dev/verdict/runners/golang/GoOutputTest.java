package dev.verdict.runners.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestUnit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoOutputTest {
  @TempDir Path scratch;

  @Test
  void outcomesAndWhatFailingTestsSaid() throws Exception {
    String xml =
        convert(
            event("run", "TestA", ""),
            event("output", "TestA", "=== RUN   TestA\\n"),
            event("output", "TestA", "    a_test.go:4: want <1> \\u001b\\n"),
            event("fail", "TestA", ""),
            event("run", "TestB", ""),
            event("pass", "TestB", ""),
            event("run", "TestC", ""),
            event("skip", "TestC", ""),
            "{\"Action\":\"fail\",\"Package\":\"p\"}");

    assertThat(xml)
        .contains(
            "<testcase classname=\"p\" name=\"TestA\" time=\"0.500\"><failure"
                + " message=\"a_test.go:4: want &lt;1&gt; ?\">")
        .contains("<testcase classname=\"p\" name=\"TestB\" time=\"0.500\"></testcase>")
        .contains("name=\"TestC\" time=\"0.500\"><skipped")
        .doesNotContain("(package)");
  }

  @Test
  void aTestThatWasCutOffIsAnError() throws Exception {
    String xml = convert(event("run", "TestA", ""), event("run", "TestB", ""), "{\"Action\":\"pa");

    assertThat(xml)
        .containsSubsequence(
            "TestA", "<error message=\"it began and did not end\"", "TestB", "<error");
  }

  @Test
  void aPackageThatFailsWithoutATestIsAnError() throws Exception {
    String xml =
        convert(
            "{\"Action\":\"output\",\"Package\":\"p\",\"Output\":\"no database\\n\"}",
            "{\"Action\":\"fail\",\"Package\":\"p\"}");

    assertThat(xml)
        .contains("classname=\"p\" name=\"(package)\"")
        .contains("<error message=\"the package failed\">no database");
  }

  @Test
  void aPackageThatDoesNotBuildIsAnErrorOfEachOfItsFiles() throws Exception {
    assertThat(convert("FAIL\tp [build failed]"))
        .contains("name=\"a_test.go\"")
        .contains("<error message=\"p does not build; see the log\"");
  }

  @Test
  void theLogShowsWhatTheToolSaysToPeople() {
    GoOutput output = new GoOutput();

    assertThat(output.readable("{\"Action\":\"output\",\"Output\":\"ok  p\\n\"}"))
        .isEqualTo("ok  p\n");
    assertThat(output.readable("{\"Action\":\"run\",\"Test\":\"TestA\"}")).isEmpty();
    assertThat(output.readable("plain")).isEqualTo("plain\n");
    assertThat(output.readable("{not json")).isEqualTo("{not json\n");
  }

  private static String event(String action, String test, String output) {
    return "{\"Action\":\"%s\",\"Package\":\"p\",\"Test\":\"%s\",\"Output\":\"%s\",\"Elapsed\":0.5}"
        .formatted(action, test, output);
  }

  private String convert(String... lines) throws Exception {
    RunnerTask task =
        new RunnerTask(
            scratch,
            new TestUnit(".", List.of("a_test.go")),
            List.of(),
            List.of(),
            Map.of(),
            scratch);
    Path raw = Files.write(scratch.resolve("raw"), List.of(lines));
    new GoOutput().convert(task, raw);
    return Files.readString(GoOutput.report(task));
  }
}
