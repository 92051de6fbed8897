package dev.verdict.ci.circleci;

import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import io.vertx.core.Future;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which run of CircleCI is meant: the id of a workflow, {@code pipeline/<id>}, or the number of a
 * job. {@code workflow/<id>} and {@code job/<number>} say the same with words.
 */
sealed interface CircleCiRun {
  Pattern WORKFLOW = Pattern.compile("(?:workflow/)?([0-9a-fA-F-]{36})");
  Pattern PIPELINE = Pattern.compile("pipeline/([0-9a-fA-F-]{36})");
  Pattern JOB = Pattern.compile("(?:job/)?(\\d+)");

  record Workflow(String id) implements CircleCiRun {}

  record Pipeline(String id) implements CircleCiRun {}

  record Job(String number) implements CircleCiRun {}

  /** The call with the run that a text means. */
  static <T> Future<T> with(
      Operation operation, String text, Function<CircleCiRun, Future<T>> call) {
    Matcher workflow = WORKFLOW.matcher(text);
    if (workflow.matches()) {
      return call.apply(new Workflow(workflow.group(1)));
    }
    Matcher job = JOB.matcher(text);
    if (job.matches()) {
      return call.apply(new Job(job.group(1)));
    }
    Matcher pipeline = PIPELINE.matcher(text);
    if (pipeline.matches()) {
      return call.apply(new Pipeline(pipeline.group(1)));
    }
    return Future.failedFuture(
        new ConfigurationError(
            Failure.of(
                CircleCiApi.NAME,
                operation,
                "'" + text + "' is no run of CircleCI",
                "give the id of a workflow, pipeline/ and the id of a pipeline, or the number of a"
                    + " job; set build_id if none was given")));
  }
}
