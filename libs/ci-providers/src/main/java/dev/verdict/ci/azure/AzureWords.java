package dev.verdict.ci.azure;

import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestResult;

/** The words of Azure DevOps for the states of builds, test runs, results and commits. */
final class AzureWords {
  private AzureWords() {}

  /** Of a commit or a pull request. */
  static String status(RunState state) {
    return switch (state) {
      case QUEUED, RUNNING, UNKNOWN -> "pending";
      case SUCCESS -> "succeeded";
      case FAILURE -> "failed";
      case ERROR, CANCELLED, TIMEOUT -> "error";
    };
  }

  /** Of a test run. */
  static String run(RunState state) {
    return switch (state) {
      case QUEUED -> "NotStarted";
      case RUNNING, UNKNOWN -> "InProgress";
      case SUCCESS, FAILURE -> "Completed";
      case ERROR, CANCELLED, TIMEOUT -> "Aborted";
    };
  }

  /** Why a test run ended before its end. */
  static String substate(RunState state) {
    return switch (state) {
      case CANCELLED -> "canceledByUser";
      case TIMEOUT -> "timedOut";
      case ERROR -> "abortedBySystem";
      default -> "none";
    };
  }

  static String outcome(TestResult.Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "Passed";
      case FAILED -> "Failed";
      case ERROR -> "Error";
      case SKIPPED -> "NotExecuted";
    };
  }

  static RunState readBuild(String word) {
    return switch (word) {
      case "notStarted", "postponed" -> RunState.QUEUED;
      case "inProgress", "cancelling" -> RunState.RUNNING;
      case "succeeded" -> RunState.SUCCESS;
      case "failed", "partiallySucceeded" -> RunState.FAILURE;
      case "none" -> RunState.ERROR;
      case "canceled" -> RunState.CANCELLED;
      default -> RunState.UNKNOWN;
    };
  }

  static RunState readRun(String state, String substate, boolean failures) {
    return switch (state) {
      case "NotStarted", "Waiting" -> RunState.QUEUED;
      case "InProgress" -> RunState.RUNNING;
      case "Completed" -> failures ? RunState.FAILURE : RunState.SUCCESS;
      case "NeedsInvestigation" -> RunState.FAILURE;
      case "Aborted" ->
          switch (substate) {
            case "canceledByUser" -> RunState.CANCELLED;
            case "timedOut" -> RunState.TIMEOUT;
            default -> RunState.ERROR;
          };
      default -> RunState.UNKNOWN;
    };
  }
}
