package dev.verdict.ci.github;

import dev.verdict.ci.CutText;
import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.NewTestRun;
import dev.verdict.plugin.ci.TestResult;
import dev.verdict.plugin.ci.TestRunUpdate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is sent for check runs and statuses, within GitHub's lengths. */
final class GitHubChecks {
  private static final int MOST_ANNOTATIONS = 50;
  private static final int LONGEST_SUMMARY = 65_000;
  private static final int LONGEST_TITLE = 255;
  private static final int LONGEST_MESSAGE = 16_000;
  private static final int LONGEST_DESCRIPTION = 140;

  private GitHubChecks() {}

  static JsonObject create(NewTestRun run, String sha, Instant now) {
    JsonObject body =
        new JsonObject()
            .put("name", run.name())
            .put("head_sha", sha)
            .put("external_id", run.externalId())
            .put("status", "in_progress")
            .put("started_at", time(run.startedAt() == null ? now : run.startedAt()));
    if (run.detailsUrl() != null) {
      body.put("details_url", run.detailsUrl().toString());
    }
    return body;
  }

  /**
   * One body for each 50 annotations: GitHub takes no more at a time, and appends. Only the last
   * says that the run has ended.
   */
  static List<JsonObject> updates(TestRunUpdate update, Instant now) {
    List<JsonObject> annotations =
        update.tests().stream().flatMap(GitHubChecks::annotation).toList();
    List<JsonObject> bodies = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(from + MOST_ANNOTATIONS, annotations.size());
      bodies.add(update(update, annotations.subList(from, to), to == annotations.size(), now));
      from = to;
    } while (from < annotations.size());
    return bodies;
  }

  private static JsonObject update(
      TestRunUpdate update, List<JsonObject> annotations, boolean last, Instant now) {
    JsonObject output =
        new JsonObject()
            .put("title", CutText.line(update.title(), LONGEST_TITLE))
            .put("summary", CutText.markdown(update.summary(), LONGEST_SUMMARY));
    if (!annotations.isEmpty()) {
      output.put("annotations", new JsonArray(annotations));
    }
    JsonObject body = new JsonObject().put("output", output);
    if (update.detailsUrl() != null) {
      body.put("details_url", update.detailsUrl().toString());
    }
    if (last && update.state().isFinal()) {
      return body.put("status", "completed")
          .put("conclusion", GitHubWords.conclusion(update.state()))
          .put("completed_at", time(update.finishedAt() == null ? now : update.finishedAt()));
    }
    return body.put(
        "status",
        update.state() == dev.verdict.plugin.ci.RunState.QUEUED ? "queued" : "in_progress");
  }

  private static java.util.stream.Stream<JsonObject> annotation(TestResult test) {
    boolean bad =
        test.outcome() == TestResult.Outcome.FAILED || test.outcome() == TestResult.Outcome.ERROR;
    String file = test.file();
    if (!bad || file == null) {
      return java.util.stream.Stream.empty();
    }
    int line = test.line() == null ? 1 : Math.max(1, test.line());
    JsonObject annotation =
        new JsonObject()
            .put("path", file)
            .put("start_line", line)
            .put("end_line", line)
            .put("annotation_level", "failure")
            .put("title", CutText.line(test.name(), LONGEST_TITLE))
            .put("message", text(test.message(), "failed"));
    if (test.details() != null) {
      annotation.put("raw_details", text(test.details(), ""));
    }
    return java.util.stream.Stream.of(annotation);
  }

  private static String text(@Nullable String text, String instead) {
    return text == null || text.isBlank() ? instead : CutText.markdown(text, LONGEST_MESSAGE);
  }

  static JsonObject status(BuildStatus status) {
    String words = status.state().word();
    JsonObject body =
        new JsonObject()
            .put("state", GitHubWords.status(status.state()))
            .put("context", status.context())
            .put(
                "description",
                CutText.line(
                    status.description().isBlank() ? words : status.description(),
                    LONGEST_DESCRIPTION));
    if (status.targetUrl() != null) {
      body.put("target_url", status.targetUrl().toString());
    }
    return body;
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
