package dev.verdict.reports.write.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.HostileText;
import dev.verdict.reports.write.SampleRuns;
import dev.verdict.reports.write.Written;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReportTest {

  @Test
  void isTheTestRunResultOfOld() {
    JsonNode json = json(SampleRuns.mixed());

    assertThat(json.get("test_run_id").asText()).isEqualTo(SampleRuns.RUN_ID);
    assertThat(json.get("status").asText()).isEqualTo("cancelled");
    assertThat(json.get("total_tests").intValue()).isEqualTo(60);
    assertThat(json.get("passed_tests").intValue()).isEqualTo(48);
    assertThat(json.get("failed_tests").intValue()).isEqualTo(10);
    assertThat(json.get("skipped_tests").intValue()).isEqualTo(2);
    assertThat(json.get("duration_seconds").doubleValue()).isEqualTo(72.4);
    JsonNode metadata = json.get("metadata");
    assertThat(metadata.get("pr_number").asText()).isEqualTo("42");
    assertThat(metadata.at("/performance_metrics/average_throughput").doubleValue())
        .isEqualTo(125.4);
    assertThat(metadata.get("artifacts").get(0).properties().stream().map(Map.Entry::getKey))
        .containsExactly("name", "path", "size_bytes", "url", "type");
    assertThat(metadata.at("/artifacts/0/size_bytes").intValue()).isEqualTo(2355);
  }

  @Test
  void hasEveryTestWithItsVerdict() {
    JsonNode json = json(SampleRuns.mixed());
    assertThat(json.get("tests")).hasSize(60);
    assertThat(json.at("/tests/46/verdict").asText()).isEqualTo("lost");
    assertThat(json.at("/tests/46/lost_reason").asText()).isEqualTo("not_reported");
    assertThat(json.at("/tests/3/seconds").isNumber()).isTrue();
    assertThat(json.get("tasks")).hasSize(5);
    assertThat(json.at("/completeness/planned").intValue()).isEqualTo(60);
    assertThat(json.at("/counts/timeout").intValue()).isEqualTo(1);
  }

  @Test
  void eachTestIsALine() {
    assertThat(Written.text("json", SampleRuns.mixed()).lines())
        .filteredOn(line -> line.startsWith("    { \"id\""))
        .hasSize(60);
  }

  @Test
  void aNumberThatIsNoneIsNull() {
    TestView test = SampleRuns.test(1, Verdict.PASSED);
    TestView endless =
        new TestView(
            test.id(),
            test.runId(),
            test.taskId(),
            1,
            null,
            null,
            test.name(),
            null,
            Verdict.PASSED,
            null,
            Double.POSITIVE_INFINITY,
            null,
            null,
            null,
            true,
            false);
    String text = Written.text("json", SampleRuns.of(List.of(endless)));
    assertThat(text).doesNotContain("Infinity", "NaN");
    assertThat(Json.tree(text.getBytes(StandardCharsets.UTF_8)).at("/tests/0/seconds").isNull())
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("dev.verdict.reports.write.HostileText#all")
  void hostileTextComesBackAsItWas(String text) {
    JsonNode json = json(HostileText.everywhere(text));
    String whole = new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
    assertThat(StreamSupport.stream(json.get("tests").spliterator(), false))
        .allMatch(test -> test.get("name").asText().equals(whole));
    assertThat(json.get("name").asText()).isEqualTo(whole);
  }

  private static JsonNode json(RunReport report) {
    return Json.tree(Written.bytes("json", report));
  }
}
