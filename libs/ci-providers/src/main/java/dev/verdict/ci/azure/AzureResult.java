package dev.verdict.ci.azure;

import dev.verdict.ci.CutText;
import dev.verdict.plugin.ci.TestResult;
import io.vertx.core.json.JsonObject;

/** A result of a test as Azure DevOps takes it, within its lengths. */
final class AzureResult {
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_MESSAGE = 4_000;
  private static final int LONGEST_STACK = 1_000;

  private AzureResult() {}

  static JsonObject of(TestResult test) {
    JsonObject result =
        new JsonObject()
            .put("testCaseTitle", CutText.line(test.name(), LONGEST_NAME))
            .put("automatedTestName", CutText.line(test.name(), LONGEST_NAME))
            .put("outcome", AzureWords.outcome(test.outcome()))
            .put("state", "Completed");
    if (test.file() != null) {
      result.put("automatedTestStorage", CutText.line(test.file(), LONGEST_NAME));
    }
    if (test.duration() != null) {
      result.put("durationInMs", test.duration().toMillis());
    }
    if (test.message() != null) {
      result.put("errorMessage", CutText.markdown(test.message(), LONGEST_MESSAGE));
    }
    if (test.details() != null) {
      result.put("stackTrace", CutText.markdown(test.details(), LONGEST_STACK));
    }
    return result;
  }
}
