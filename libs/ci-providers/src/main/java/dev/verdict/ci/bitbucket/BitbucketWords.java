package dev.verdict.ci.bitbucket;

import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.RunState;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Bitbucket's words for the states of pipelines, reports and statuses. */
final class BitbucketWords {
  private BitbucketWords() {}

  static String status(RunState state) {
    return switch (state) {
      case QUEUED, RUNNING, UNKNOWN -> "INPROGRESS";
      case SUCCESS -> "SUCCESSFUL";
      case FAILURE, ERROR, TIMEOUT -> "FAILED";
      case CANCELLED -> "STOPPED";
    };
  }

  static String report(RunState state) {
    return switch (state) {
      case QUEUED, RUNNING, UNKNOWN -> "PENDING";
      case SUCCESS -> "PASSED";
      case FAILURE, ERROR, TIMEOUT, CANCELLED -> "FAILED";
    };
  }

  static RunState readReport(String word) {
    return switch (word) {
      case "PENDING" -> RunState.RUNNING;
      case "PASSED" -> RunState.SUCCESS;
      case "FAILED" -> RunState.FAILURE;
      default -> RunState.UNKNOWN;
    };
  }

  static RunState readPipeline(String word) {
    return switch (word) {
      case "PENDING" -> RunState.QUEUED;
      case "IN_PROGRESS" -> RunState.RUNNING;
      case "SUCCESSFUL" -> RunState.SUCCESS;
      case "FAILED" -> RunState.FAILURE;
      case "ERROR" -> RunState.ERROR;
      case "STOPPED" -> RunState.CANCELLED;
      case "EXPIRED" -> RunState.TIMEOUT;
      default -> RunState.UNKNOWN;
    };
  }

  /** The result where there is one. */
  static String word(@Nullable JsonObject state) {
    String result = JsonFields.text(JsonFields.object(state, "result"), "name");
    return result != null ? result : JsonFields.text(state, "name", "");
  }
}
