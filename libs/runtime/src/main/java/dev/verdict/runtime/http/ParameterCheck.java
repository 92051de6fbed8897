package dev.verdict.runtime.http;

import dev.verdict.contract.api.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one parameter as what it is described to be. */
final class ParameterCheck {
  private final String name;
  private final String in;
  private final boolean required;
  private final JsonObject schema;
  private final Validator validator;
  private final SchemaWords words;

  ParameterCheck(Schemas schemas, JsonObject parameter) {
    this.name = parameter.getString("name");
    this.in = parameter.getString("in");
    this.required = parameter.getBoolean("required", false);
    this.schema = parameter.getJsonObject("schema", new JsonObject());
    this.validator = schemas.judging(schema);
    this.words = schemas.words(schema);
  }

  /** As in {@code query.limit}. */
  String field() {
    return in + "." + name;
  }

  /** The value, or null if there is none or none that fits. */
  @Nullable Object read(RoutingContext context, List<Problem.Fault> faults) {
    List<String> raw = raw(context);
    if (raw.isEmpty()) {
      if (required) {
        faults.add(Fail.fault(field(), null, words.ofWhole()));
      }
      return null;
    }
    Object value = raw.stream().anyMatch(NoNul::isIn) ? null : convert(raw);
    Object asJson = value instanceof List<?> list ? new JsonArray(list) : value;
    if (value == null || !Boolean.TRUE.equals(validator.validate(asJson).getValid())) {
      faults.add(Fail.fault(field(), String.join(",", raw), words.ofWhole()));
      return null;
    }
    return value;
  }

  private List<String> raw(RoutingContext context) {
    if (in.equals("query")) {
      return context.queryParam(name);
    }
    String one =
        switch (in) {
          case "path" -> context.pathParam(name);
          case "header" -> context.request().getHeader(name);
          default -> {
            var cookie = context.request().getCookie(name);
            yield cookie == null ? null : cookie.getValue();
          }
        };
    return one == null ? List.of() : List.of(one);
  }

  private @Nullable Object convert(List<String> raw) {
    String type = schema.getString("type", "string");
    if (!type.equals("array")) {
      // Twice the same parameter is a mistake, unless it is a list.
      return raw.size() == 1 ? scalar(type, raw.getFirst()) : null;
    }
    JsonObject items = schema.getJsonObject("items", new JsonObject());
    List<Object> values = new ArrayList<>();
    for (String one : raw) {
      for (String part : Arrays.asList(one.split(","))) {
        if (part.isBlank()) {
          continue;
        }
        Object value = scalar(items.getString("type", "string"), part.strip());
        if (value == null) {
          return null;
        }
        values.add(value);
      }
    }
    return values;
  }

  private static @Nullable Object scalar(String type, String text) {
    try {
      return switch (type) {
        case "integer" -> Long.parseLong(text);
        case "number" -> {
          double number = Double.parseDouble(text);
          yield Double.isFinite(number) ? number : null;
        }
        case "boolean" ->
            text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
        default -> text;
      };
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
