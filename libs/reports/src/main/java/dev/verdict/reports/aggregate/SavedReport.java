package dev.verdict.reports.aggregate;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.verdict.contract.Json;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.Position;
import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.ProblemLog;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that {@link dev.verdict.reports.write.json.JsonReport} wrote, one test after the
 * other. Strings, depth and the file have bounds; a file that is cut, or that holds fewer tests
 * than it says, is told with its place.
 */
final class SavedReport {
  private static final JsonMapper MAPPER = mapper();
  private static final ObjectReader TEST = MAPPER.readerFor(TestView.class);

  private final ProblemLog log;
  private final Consumer<TestView> tests;
  private int declared = -1;
  private int found;
  private boolean listed;
  private @Nullable String runId;

  @Nullable String name;
  @Nullable Verdict verdict;
  @Nullable String reason;
  @Nullable Completeness completeness;
  @Nullable Instant startedAt;
  double seconds;

  private SavedReport(ProblemLog log, Consumer<TestView> tests) {
    this.log = log;
    this.tests = tests;
  }

  private static JsonMapper mapper() {
    JsonMapper mapper = Json.mapper().copy();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(64)
                .maxStringLength(4_000_000)
                .maxNameLength(10_000)
                .maxDocumentLength(4L << 30)
                .build());
    return mapper;
  }

  /** Never throws for what is in the file; {@code log} has an error when it cannot be trusted. */
  static SavedReport read(InputStream content, ProblemLog log, Consumer<TestView> tests) {
    SavedReport report = new SavedReport(log, tests);
    try (JsonParser json = MAPPER.getFactory().createParser(content)) {
      json.disable(StreamReadFeature.AUTO_CLOSE_SOURCE.mappedFeature());
      report.document(json);
    } catch (JsonProcessingException e) {
      boolean cut = e instanceof JsonEOFException || e.getCause() instanceof JsonEOFException;
      log.error(
          cut ? ProblemCode.CUT : ProblemCode.NOT_WELL_FORMED,
          cut
              ? "the file ends after " + report.found + " whole tests"
              : String.valueOf(e.getOriginalMessage()),
          place(e));
    } catch (IOException e) {
      log.error(ProblemCode.UNREADABLE, "reading failed: " + e.getMessage(), Position.WHOLE_FILE);
    }
    return report;
  }

  private static Position place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null
        ? Position.WHOLE_FILE
        : new Position(Math.max(0, at.getLineNr()), Math.max(0, at.getColumnNr()));
  }

  private void document(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      log.error(
          json.currentToken() == null ? ProblemCode.EMPTY_FILE : ProblemCode.WRONG_FORMAT,
          "no JSON object (expected: a report that Verdict wrote)",
          Position.WHOLE_FILE);
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      field(field, json);
    }
    if (json.nextToken() != null) {
      log.error(ProblemCode.WRONG_FORMAT, "more after the report's end", here(json));
    }
    check();
  }

  private void field(String field, JsonParser json) throws IOException {
    switch (field) {
      case "test_run_id" -> runId = json.getValueAsString();
      case "name" -> name = json.getValueAsString();
      case "reason" -> reason = json.getValueAsString();
      case "verdict" -> verdict = MAPPER.readValue(json, Verdict.class);
      case "total_tests" -> declared = json.getValueAsInt(-1);
      case "duration_seconds" -> seconds = Math.max(0, json.getValueAsDouble(0));
      case "started_at" -> startedAt = MAPPER.readValue(json, Instant.class);
      case "completeness" -> completeness = MAPPER.readValue(json, Completeness.class);
      case "tests" -> tests(json);
      default -> json.skipChildren();
    }
  }

  private void tests(JsonParser json) throws IOException {
    listed = true;
    if (json.currentToken() != JsonToken.START_ARRAY) {
      log.error(ProblemCode.WRONG_FORMAT, "tests: no list (expected: a list)", here(json));
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.START_OBJECT) {
      Position at = here(json);
      TestView test = TEST.readValue(json);
      if (test.name() == null || test.id() == null) {
        log.error(ProblemCode.NAMELESS_CASE, "a test without id or name", at);
        continue;
      }
      found++;
      tests.accept(test);
    }
  }

  private void check() {
    if (runId == null || !listed) {
      log.error(
          ProblemCode.WRONG_FORMAT,
          "no " + (runId == null ? "test_run_id" : "tests") + " (expected: Verdict's own report)",
          Position.WHOLE_FILE);
    } else if (declared != found) {
      log.error(
          ProblemCode.COUNT_MISMATCH,
          "total_tests: " + declared + " (expected: " + found + ", as many as it lists)",
          Position.WHOLE_FILE);
    }
  }

  private static Position here(JsonParser json) {
    JsonLocation at = json.currentTokenLocation();
    return new Position(at.getLineNr(), at.getColumnNr());
  }
}
