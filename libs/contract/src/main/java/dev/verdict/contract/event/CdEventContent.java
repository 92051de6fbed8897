package dev.verdict.contract.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.message.AttemptNews;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The part of an event that CDEvents defines: {@code subject.content}. */
final class CdEventContent {
  private CdEventContent() {}

  static ObjectNode of(RunEvent event, PublicAddress address) {
    ObjectNode content = Json.mapper().createObjectNode();
    switch (event.data()) {
      case EventData.RunQueued run ->
          environment(content).putObject("testSuite").put("id", run.name());
      case EventData.RunStarted run -> environment(content);
      case EventData.RunFinished run ->
          environment(content)
              .put("outcome", outcome(run.verdict()))
              .put("severity", run.verdict().isGood() ? "low" : "high")
              .put("reason", run.reason());
      case EventData.TestQueued test ->
          testCase(content, event.runId(), test.test().id(), test.test().name());
      case EventData.TestStarted test ->
          testCase(content, event.runId(), test.test().id(), test.test().name());
      case EventData.TestFinished test -> testFinished(content, event, test);
      case EventData.OutputPublished output ->
          output(content, output.artifact(), address.artifact(output.artifact().id()));
      default -> content.put("runId", event.runId().toString());
    }
    return content;
  }

  private static void testFinished(
      ObjectNode content, RunEvent event, EventData.TestFinished test) {
    testCase(content, event.runId(), test.test().id(), test.test().name());
    if (event.type() == EventType.TEST_FINISHED) {
      content.put("outcome", outcome(test.test().verdict()));
    }
    String message = test.test().message();
    if (message != null) {
      content.put("reason", message);
    }
  }

  private static void testCase(ObjectNode content, UUID run, String id, String name) {
    environment(content).putObject("testCase").put("id", id).put("name", name);
    content.putObject("testSuiteRun").put("id", run.toString());
  }

  private static void output(
      ObjectNode content, AttemptNews.Artifact artifact, @Nullable String uri) {
    content.put("outputType", outputType(artifact.type()));
    content.put("format", MediaTypes.of(artifact.name()));
    if (uri != null) {
      content.put("uri", uri);
    }
  }

  private static ObjectNode environment(ObjectNode content) {
    content.putObject("environment").put("id", "verdict");
    return content;
  }

  /** CDEvents 0.5.1 has four words. Our own is in customData. */
  private static String outcome(Verdict verdict) {
    return switch (verdict) {
      case PASSED, SKIPPED -> "success";
      case FAILED -> "failure";
      case CANCELLED -> "cancel";
      case ERROR, TIMEOUT, LOST -> "error";
    };
  }

  private static String outputType(String type) {
    return switch (type) {
      case "report", "video", "image", "log" -> type;
      default -> "other";
    };
  }
}
