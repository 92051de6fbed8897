package dev.verdict.reports.write.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.Findings;
import dev.verdict.reports.model.PerformanceMetric;
import dev.verdict.reports.model.ReportedArtifact;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.FileNames;
import dev.verdict.reports.write.ReportWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The run as one JSON object. {@code test_run_id … metadata} are the test run result of old, field
 * for field; {@code failed_tests} counts everything that is bad, so that the three add up to the
 * total of a finished run, and {@code counts} tells the verdicts apart.
 */
public final class JsonReport implements ReportWriter {
  private static final ObjectWriter VALUES =
      Json.mapper().writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  @Override
  public String format() {
    return "json";
  }

  @Override
  public String fileName(String runId) {
    return FileNames.report(runId, "json");
  }

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public void write(RunReport report, OutputStream out) throws IOException {
    try (JsonGenerator plain =
        Json.mapper()
            .getFactory()
            .createGenerator(out, JsonEncoding.UTF8)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .setPrettyPrinter(LineIndenter.printer())) {
      JsonGenerator json = new StrictJsonGenerator(plain);
      json.writeStartObject();
      writeResult(json, report);
      writeRun(json, report.run());
      writeFindings(json, report.findings());
      write(json, "written_at", report.writtenAt());
      write(json, "performance_metrics", report.performanceMetrics());
      write(json, "system_info", report.systemInfo());
      write(json, "tasks", report.tasks());
      writeTests(json, report);
      json.writeEndObject();
    }
  }

  private static void writeResult(JsonGenerator json, RunReport report) throws IOException {
    ReportedRun run = report.run();
    Counts counts = run.counts();
    json.writeStringField("test_run_id", run.id());
    json.writeStringField("status", run.status().word());
    json.writeNumberField("total_tests", counts.total());
    json.writeNumberField("passed_tests", counts.passed());
    json.writeNumberField("failed_tests", counts.bad());
    json.writeNumberField("skipped_tests", counts.skipped());
    json.writeNumberField("duration_seconds", run.duration() == null ? 0 : run.duration());
    json.writeObjectFieldStart("metadata");
    for (Map.Entry<String, Object> entry : metadata(report).entrySet()) {
      write(json, entry.getKey(), entry.getValue());
    }
    json.writeArrayFieldStart("artifacts");
    for (ReportedArtifact artifact : report.artifacts()) {
      writeArtifact(json, artifact);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** What the caller gave, then what we know, under the names that the caller would use. */
  private static Map<String, Object> metadata(RunReport report) {
    Map<String, Object> metadata = new LinkedHashMap<>(report.run().metadata());
    CiContext ci = report.run().ci();
    if (ci != null) {
      addIfKnown(metadata, "commit", ci.commitSha());
      addIfKnown(metadata, "branch", ci.branch());
      addIfKnown(metadata, "pr_number", ci.prNumber());
    }
    if (!report.performanceMetrics().isEmpty()) {
      Map<String, Double> metrics = new LinkedHashMap<>();
      for (PerformanceMetric metric : report.performanceMetrics()) {
        metrics.putIfAbsent(metric.name(), metric.value());
      }
      metadata.putIfAbsent("performance_metrics", metrics);
    }
    metadata.remove("artifacts");
    return metadata;
  }

  private static void addIfKnown(
      Map<String, Object> metadata, String name, @Nullable String value) {
    if (value != null) {
      metadata.putIfAbsent(name, value);
    }
  }

  private static void writeArtifact(JsonGenerator json, ReportedArtifact artifact)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", artifact.name());
    json.writeStringField("path", artifact.path());
    json.writeNumberField("size_bytes", artifact.sizeBytes());
    write(json, "url", artifact.url());
    json.writeStringField("type", artifact.type());
    if (artifact.taskId() != null) {
      json.writeStringField("task_id", artifact.taskId().toString());
      json.writeNumberField("attempt", artifact.attempt());
    }
    if (artifact.problem() != null) {
      json.writeStringField("problem", artifact.problem());
    }
    json.writeEndObject();
  }

  private static void writeRun(JsonGenerator json, ReportedRun run) throws IOException {
    write(json, "verdict", run.verdict());
    write(json, "reason", run.reason());
    write(json, "name", run.name());
    write(json, "project", run.project());
    write(json, "user", run.user());
    write(json, "ci", run.ci());
    write(json, "created_at", run.createdAt());
    write(json, "started_at", run.startedAt());
    write(json, "finished_at", run.finishedAt());
    write(json, "counts", run.counts());
    write(json, "completeness", run.completeness());
    write(json, "links", run.links());
  }

  /** Left out where nobody looked at the run. */
  private static void writeFindings(JsonGenerator json, Findings findings) throws IOException {
    if (findings.gate() != null) {
      write(json, "gate", findings.gate());
    }
    if (!findings.firstSeen().isEmpty()) {
      write(json, "first_seen", findings.firstSeen());
    }
  }

  private static void writeTests(JsonGenerator json, RunReport report) throws IOException {
    json.writeArrayFieldStart("tests");
    try (Stream<TestView> tests = report.tests().open()) {
      for (Iterator<TestView> each = tests.iterator(); each.hasNext(); ) {
        VALUES.writeValue(json, each.next());
      }
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String name, @Nullable Object value)
      throws IOException {
    json.writeFieldName(name);
    VALUES.writeValue(json, value);
  }
}
