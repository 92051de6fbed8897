package dev.verdict.reporter.inbound.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.verdict.contract.Json;
import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.message.TestOutcome;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The {@code customData} of the event of one test, token by token. It gives exactly what {@code
 * CloudEventCodec} gives, in a third of the time, because it builds no tree of what it does not
 * want.
 */
final class TestFinishedReader {
  private static final JsonFactory FACTORY = Json.mapper().getFactory();

  private @Nullable UUID taskId;
  private int attempt;
  private boolean planned;
  private @Nullable TestOutcome test;

  private @Nullable String id;
  private @Nullable String suite;
  private @Nullable String className;
  private @Nullable String name;
  private @Nullable String file;
  private @Nullable Verdict verdict;
  private double seconds;
  private @Nullable String message;
  private @Nullable String type;
  private @Nullable String detail;
  private @Nullable LostReason lostReason;
  private int reruns;

  private TestFinishedReader() {}

  static EventData.TestFinished read(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      return new TestFinishedReader().event(parser);
    } catch (IOException e) {
      throw new IllegalArgumentException("event: not readable: " + e.getMessage(), e);
    }
  }

  private EventData.TestFinished event(JsonParser parser) throws IOException {
    expectObject(parser, parser.nextToken(), "event");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean ours = parser.currentName().equals("customData");
      JsonToken value = parser.nextToken();
      if (ours) {
        expectObject(parser, value, "customData");
        customData(parser);
      } else {
        parser.skipChildren();
      }
    }
    if (taskId == null || test == null) {
      throw new IllegalArgumentException(
          "event: customData: no task_id or no test (expected: both)");
    }
    return new EventData.TestFinished(taskId, attempt, planned, test);
  }

  private void customData(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "task_id" -> taskId = UUID.fromString(parser.getText());
        case "attempt" -> attempt = parser.getIntValue();
        case "planned" -> planned = parser.getBooleanValue();
        case "test" -> {
          expectObject(parser, value, "customData.test");
          test(parser);
        }
        default -> parser.skipChildren();
      }
    }
  }

  private void test(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "id" -> id = text(parser);
        case "suite" -> suite = text(parser);
        case "class_name" -> className = text(parser);
        case "name" -> name = text(parser);
        case "file" -> file = text(parser);
        case "verdict" -> verdict = Verdict.of(parser.getText());
        case "seconds" -> seconds = parser.getValueAsDouble();
        case "message" -> message = text(parser);
        case "type" -> type = text(parser);
        case "detail" -> detail = text(parser);
        case "lost_reason" -> lostReason = lostReason(text(parser));
        case "reruns" -> reruns = parser.getIntValue();
        default -> parser.skipChildren();
      }
    }
    if (id == null || name == null || verdict == null) {
      throw new IllegalArgumentException(
          "event: customData.test: no id, name or verdict (expected: all three)");
    }
    test =
        new TestOutcome(
            id,
            suite,
            className,
            name,
            file,
            verdict,
            seconds,
            message,
            type,
            detail,
            lostReason,
            reruns);
  }

  private static @Nullable String text(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NULL
        ? null
        : WithoutNul.clean(parser.getText());
  }

  private static @Nullable LostReason lostReason(@Nullable String word) {
    return word == null ? null : LostReason.of(word);
  }

  private static void expectObject(JsonParser parser, JsonToken token, String what)
      throws IOException {
    if (token != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException(
          "event: " + what + ": " + parser.getText() + " (expected: an object)");
    }
  }
}
