package dev.verdict.ci.bitbucket;

import dev.verdict.ci.CutText;
import dev.verdict.ci.JsonFields;
import dev.verdict.ci.PlainName;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestCounts;
import dev.verdict.plugin.ci.TestResult;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.plugin.ci.TestRunUpdate;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiBody;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Reports on commits ("Code Insights"). Each call sets the whole, so all may be repeated. */
record BitbucketReports(BitbucketApi api) {
  private static final String REPORT = "/commit/{}/reports/{}";
  private static final int LONGEST_LINE = 450;
  private static final int LONGEST_TEXT = 2_000;
  private static final int MOST_AT_ONCE = 100;
  private static final int MOST_ANNOTATIONS = 1_000;

  Future<Void> put(Operation operation, BitbucketRunId id, TestRunUpdate update) {
    String text = update.title() + "\n\n" + update.summary();
    JsonObject body =
        new JsonObject()
            .put("title", CutText.line(String.valueOf(id.name()), LONGEST_LINE))
            .put("details", CutText.markdown(text.strip(), LONGEST_TEXT))
            .put("report_type", "TEST")
            .put("reporter", "Verdict")
            .put("result", BitbucketWords.report(update.state()))
            .put("data", data(update));
    if (update.detailsUrl() != null) {
      body.put("link", update.detailsUrl().toString());
    }
    return api.http()
        .send(
            api.put(operation, REPORT, String.valueOf(id.sha()), String.valueOf(id.report()))
                .json(body))
        .compose(done -> annotations(operation, id, bad(update.tests())));
  }

  private static JsonArray data(TestRunUpdate update) {
    JsonArray data = JsonArray.of(datum("State", "TEXT", update.state().word()));
    TestCounts counts = update.counts();
    return counts == null
        ? data
        : data.add(datum("Tests", "NUMBER", counts.total()))
            .add(datum("Passed", "NUMBER", counts.passed()))
            .add(datum("Failed", "NUMBER", counts.failed()))
            .add(datum("Skipped", "NUMBER", counts.skipped()))
            .add(datum("Duration", "DURATION", counts.duration().toMillis()));
  }

  private static JsonObject datum(String title, String type, Object value) {
    return new JsonObject().put("title", title).put("type", type).put("value", value);
  }

  private static List<TestResult> bad(List<TestResult> tests) {
    return tests.stream()
        .filter(
            each ->
                each.outcome() == TestResult.Outcome.FAILED
                    || each.outcome() == TestResult.Outcome.ERROR)
        .limit(MOST_ANNOTATIONS)
        .toList();
  }

  private Future<Void> annotations(Operation operation, BitbucketRunId id, List<TestResult> bad) {
    Future<Void> done = Future.succeededFuture();
    for (int from = 0; from < bad.size(); from += MOST_AT_ONCE) {
      List<TestResult> some = bad.subList(from, Math.min(bad.size(), from + MOST_AT_ONCE));
      JsonArray body = new JsonArray(some.stream().map(BitbucketReports::annotation).toList());
      done =
          done.compose(
              before ->
                  api.http()
                      .send(
                          api.post(
                                  operation,
                                  REPORT + "/annotations",
                                  String.valueOf(id.sha()),
                                  String.valueOf(id.report()))
                              .body(ApiBody.json(body))
                              .safeToRepeat())
                      .mapEmpty());
    }
    return done;
  }

  private static JsonObject annotation(TestResult test) {
    String message = test.message() == null ? "failed" : test.message();
    JsonObject annotation =
        new JsonObject()
            .put("external_id", "verdict-" + PlainName.digest(test.name() + "\n" + test.file()))
            .put("annotation_type", "BUG")
            .put("summary", CutText.line(test.name() + ": " + message, LONGEST_LINE))
            .put("severity", "HIGH")
            .put("result", "FAILED");
    if (test.details() != null && !test.details().isBlank()) {
      annotation.put("details", CutText.markdown(test.details(), LONGEST_TEXT));
    }
    if (test.file() != null) {
      annotation.put("path", test.file());
      if (test.line() != null && test.line() > 0) {
        annotation.put("line", test.line());
      }
    }
    return annotation;
  }

  Future<TestRunStatus> status(BitbucketRunId id) {
    return api.http()
        .send(
            api.get(
                Operation.GET_TEST_RUN_STATUS,
                REPORT,
                String.valueOf(id.sha()),
                String.valueOf(id.report())))
        .map(ApiAnswer::object)
        .map(
            report -> {
              String word = JsonFields.text(report, "result", "");
              RunState state = BitbucketWords.readReport(word);
              return new TestRunStatus(
                  id.text(),
                  state,
                  word,
                  JsonFields.url(report, "link"),
                  id.sha(),
                  null,
                  null,
                  JsonFields.instant(report, "created_on"),
                  state.isFinal() ? JsonFields.instant(report, "updated_on") : null);
            });
  }
}
