package dev.verdict.plugin.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that anybody may have sent: its depth, its numbers and how much it becomes in memory
 * have bounds, and bytes that are no UTF-8 are refused, not replaced.
 */
final class JsonBody {
  private static final int DEPTH = 100;
  private static final int LONGEST_NUMBER = 100;

  /** An empty list takes three bytes of a body and fifty of memory. */
  private static final int MOST_VALUES = 500_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          // Names that strangers make up would stay in tables of the process.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final JsonParser parser;
  private int values;

  private JsonBody(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * @param field how the place that it stands in is called in an error
   */
  static JsonObject read(String field, byte[] bytes) {
    if (bytes.length == 0) {
      throw new UnreadableWebhook(field, "nothing", "a JSON object");
    }
    // A reader that refuses what is no UTF-8, without a copy of the whole.
    InputStreamReader text =
        new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder());
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw new UnreadableWebhook(field, kind(first), "a JSON object");
      }
      JsonObject object = new JsonBody(parser).object();
      if (parser.nextToken() != null) {
        throw new UnreadableWebhook(field, "more behind the JSON object", "one JSON object");
      }
      return object;
    } catch (CharacterCodingException wrong) {
      throw new UnreadableWebhook(field, "bytes that are no UTF-8", "JSON in UTF-8");
    } catch (JsonProcessingException wrong) {
      throw new UnreadableWebhook(field, problem(wrong), "JSON");
    } catch (IOException wrong) {
      throw new UnreadableWebhook(field, String.valueOf(wrong.getMessage()), "JSON");
    }
  }

  /** What is wrong, and where. */
  private static String problem(JsonProcessingException wrong) {
    String place =
        wrong.getLocation() == null
            ? ""
            : " (line %d, column %d)"
                .formatted(wrong.getLocation().getLineNr(), wrong.getLocation().getColumnNr());
    return wrong.getOriginalMessage() + place;
  }

  private JsonObject object() throws IOException {
    JsonObject object = new JsonObject();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      object.getMap().put(name, value());
    }
    return object;
  }

  private JsonArray array() throws IOException {
    JsonArray array = new JsonArray();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    return array;
  }

  private @Nullable Object value() throws IOException {
    if (++values > MOST_VALUES) {
      throw new UnreadableWebhook(
          "body", "more than " + MOST_VALUES + " values", "at most " + MOST_VALUES);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new UnreadableWebhook("body", kind(parser.currentToken()), "JSON");
    };
  }

  private static String kind(@Nullable JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      default -> "no value";
    };
  }
}
