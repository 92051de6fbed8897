package dev.verdict.runtime.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in plain words what a schema expects. */
final class SchemaWords {
  private static final int MOST_STEPS = 40;
  private static final int MOST_NAMES = 4;
  private static final Map<String, String> FORMATS =
      Map.of(
          "uuid", "a UUID",
          "date-time", "a time as in 2026-01-31T12:00:00Z",
          "date", "a date as in 2026-01-31",
          "uri", "a URL",
          "email", "an e-mail address");

  private final JsonObject document;
  private final JsonObject root;

  SchemaWords(JsonObject document, JsonObject root) {
    this.document = document;
    this.root = root;
  }

  /** The whole. */
  String ofWhole() {
    return describe(root, false);
  }

  /**
   * The schema at a place like {@code #/properties/config/$ref/properties/command}, references
   * followed.
   */
  @Nullable JsonObject at(List<String> steps) {
    Object here = root;
    for (String step : steps) {
      here = inside(here, step);
    }
    return here instanceof JsonObject schema ? schema : null;
  }

  private @Nullable Object inside(@Nullable Object here, String step) {
    if (here instanceof JsonObject object) {
      return step.equals("$ref")
          ? resolve(document, object.getString("$ref"))
          : object.getValue(step);
    }
    if (here instanceof JsonArray array && step.matches("\\d{1,6}")) {
      int index = Integer.parseInt(step);
      return index < array.size() ? array.getValue(index) : null;
    }
    return null;
  }

  String describe(JsonObject schema, boolean many) {
    JsonObject plain = followed(schema);
    if (plain.containsKey("const")) {
      return String.valueOf(plain.getValue("const"));
    }
    if (plain.getValue("enum") instanceof JsonArray words) {
      return (many ? "any of " : "one of ")
          + words.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
    JsonArray choices = plain.getJsonArray("oneOf", plain.getJsonArray("anyOf"));
    if (choices != null) {
      return choices.stream()
          .filter(JsonObject.class::isInstance)
          .map(choice -> describe((JsonObject) choice, many))
          .distinct()
          .collect(Collectors.joining(", or "));
    }
    return switch (plain.getValue("type")) {
      case JsonArray types ->
          types.stream()
              .map(type -> ofType(plain, String.valueOf(type), many))
              .collect(Collectors.joining(", or "));
      case null -> ofType(plain, plain.containsKey("properties") ? "object" : "any", many);
      case Object type -> ofType(plain, type.toString(), many);
    };
  }

  private String ofType(JsonObject schema, String type, boolean many) {
    return switch (type) {
      case "string" -> text(schema, many);
      case "integer" -> (many ? "whole numbers" : "a whole number") + range(schema);
      case "number" -> (many ? "numbers" : "a number") + range(schema);
      case "boolean" -> "true or false";
      case "array" ->
          (many ? "lists" : "a list")
              + (schema.getValue("items") instanceof JsonObject items
                  ? " of " + describe(items, true)
                  : "")
              + count(schema, "minItems", "maxItems", "items");
      case "object" -> (many ? "objects" : "an object") + with(schema);
      case "null" -> "null";
      default -> many ? "values" : "a value";
    };
  }

  private static String with(JsonObject schema) {
    JsonArray required = schema.getJsonArray("required", new JsonArray());
    return required.isEmpty()
        ? ""
        : " with "
            + required.stream()
                .limit(MOST_NAMES)
                .map(String::valueOf)
                .collect(Collectors.joining(" and "));
  }

  private static String text(JsonObject schema, boolean many) {
    String format = FORMATS.get(schema.getString("format", ""));
    if (format != null) {
      return format;
    }
    String pattern = schema.getString("pattern");
    String words =
        many
            ? "texts"
            : schema.getInteger("minLength", 0) == 1 ? "a text that is not empty" : "a text";
    if (schema.getInteger("minLength", 0) > 1 || schema.containsKey("maxLength")) {
      words += count(schema, "minLength", "maxLength", "characters");
    }
    return pattern == null ? words : words + " like " + pattern;
  }

  private static String range(JsonObject schema) {
    Object min = schema.getValue("minimum");
    Object max = schema.getValue("maximum");
    Object above = schema.getValue("exclusiveMinimum");
    Object below = schema.getValue("exclusiveMaximum");
    String words =
        min != null && max != null
            ? " from " + min + " to " + max
            : min != null ? " >= " + min : max != null ? " <= " + max : "";
    return words + (above == null ? "" : " > " + above) + (below == null ? "" : " < " + below);
  }

  private static String count(JsonObject schema, String least, String most, String unit) {
    Object min = schema.getValue(least);
    Object max = schema.getValue(most);
    return min != null && max != null
        ? ", " + min + " to " + max + " " + unit
        : min != null
            ? ", at least " + min + " " + unit
            : max != null ? ", at most " + max + " " + unit : "";
  }

  private JsonObject followed(JsonObject schema) {
    JsonObject here = schema;
    for (int i = 0; i < MOST_STEPS && here.containsKey("$ref"); i++) {
      if (!(resolve(document, here.getString("$ref")) instanceof JsonObject next)) {
        break;
      }
      here = next;
    }
    return here;
  }

  /** What a reference inside of the document means, or null. */
  static @Nullable Object resolve(JsonObject document, @Nullable String reference) {
    if (reference == null || !reference.startsWith("#/")) {
      return null;
    }
    Object here = document;
    for (String step : reference.substring(2).split("/")) {
      here =
          here instanceof JsonObject object
              ? object.getValue(step.replace("~1", "/").replace("~0", "~"))
              : null;
    }
    return here;
  }
}
