package dev.verdict.contract.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.Verdict;

/** The part of an event that CDEvents defines: {@code subject.content}. */
final class CdEventContent {
  private CdEventContent() {}

  static ObjectNode of(RunEvent event) {
    ObjectNode content = Json.mapper().createObjectNode();
    switch (event.data()) {
      case EventData.RunQueued run ->
          environment(content).putObject("testSuite").put("id", run.name());
      case EventData.RunStarted run -> environment(content);
      case EventData.RunFinished run -> {
        environment(content).put("outcome", outcome(run.verdict()));
        content
            .put("severity", run.verdict().isGood() ? "low" : "high")
            .put("reason", run.reason());
      }
      case EventData.TestFinished test -> testCase(content, event, test);
      case EventData.OutputPublished output -> {
        content
            .put("outputType", outputType(output.artifact().type()))
            .put("format", output.artifact().name());
        content.putObject("testCaseRun").put("id", output.taskId() + "/" + output.attempt());
      }
      default -> content.put("runId", event.runId().toString());
    }
    return content;
  }

  private static void testCase(ObjectNode content, RunEvent event, EventData.TestFinished test) {
    environment(content)
        .putObject("testCase")
        .put("id", test.test().id())
        .put("name", test.test().name());
    content.putObject("testSuiteRun").put("id", event.runId().toString());
    if (event.type() == EventType.TEST_FINISHED) {
      content.put("outcome", outcome(test.test().verdict()));
    }
    String message = test.test().message();
    if (message != null) {
      content.put("reason", message);
    }
  }

  private static ObjectNode environment(ObjectNode content) {
    content.putObject("environment").put("id", "verdict");
    return content;
  }

  /** CDEvents 0.4.1 knows pass, fail, cancel and error. Our own word is in customData. */
  private static String outcome(Verdict verdict) {
    return switch (verdict) {
      case PASSED, SKIPPED -> "pass";
      case FAILED -> "fail";
      case CANCELLED -> "cancel";
      case ERROR, TIMEOUT, LOST -> "error";
    };
  }

  private static String outputType(String type) {
    return switch (type) {
      case "report" -> "report";
      case "video", "image", "log" -> type;
      default -> "other";
    };
  }
}
