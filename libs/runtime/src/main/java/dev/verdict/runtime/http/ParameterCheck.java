package dev.verdict.runtime.http;

import dev.verdict.contract.api.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one parameter as what it is described to be. */
final class ParameterCheck {
  private final Parameter parameter;
  private final Validator validator;
  private final SchemaWords words;

  ParameterCheck(OpenAPIContract contract, Parameter parameter) {
    this.parameter = parameter;
    this.validator = contract.getSchemaRepository().validator(parameter.getSchema());
    this.words = new SchemaWords(contract.getRawContract(), (JsonObject) parameter.getSchema());
  }

  /** As in {@code query.limit}. */
  String field() {
    return parameter.getIn().name().toLowerCase(Locale.ROOT) + "." + parameter.getName();
  }

  /** The value, or null if there is none or none that fits. */
  @Nullable Object read(RoutingContext context, List<Problem.Fault> faults) {
    List<String> raw = raw(context);
    if (raw.isEmpty()) {
      if (parameter.isRequired()) {
        faults.add(Fail.fault(field(), null, words.ofBody()));
      }
      return null;
    }
    Object value = convert(raw);
    Object asJson = value instanceof List<?> list ? new JsonArray(list) : value;
    if (value == null || !Boolean.TRUE.equals(validator.validate(asJson).getValid())) {
      faults.add(Fail.fault(field(), String.join(",", raw), words.ofBody()));
      return null;
    }
    return value;
  }

  private List<String> raw(RoutingContext context) {
    Location in = parameter.getIn();
    if (in == Location.QUERY) {
      return context.queryParam(parameter.getName());
    }
    String one =
        switch (in) {
          case PATH -> context.pathParam(parameter.getName());
          case HEADER -> context.request().getHeader(parameter.getName());
          default -> {
            var cookie = context.request().getCookie(parameter.getName());
            yield cookie == null ? null : cookie.getValue();
          }
        };
    return one == null ? List.of() : List.of(one);
  }

  private @Nullable Object convert(List<String> raw) {
    String type = typeOf(parameter.getSchema());
    if (!type.equals("array")) {
      // Twice the same parameter is a mistake, unless it is a list.
      return raw.size() == 1 ? scalar(type, raw.getFirst()) : null;
    }
    JsonObject items =
        ((JsonObject) parameter.getSchema()).getJsonObject("items", new JsonObject());
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

  private static String typeOf(JsonSchema schema) {
    return ((JsonObject) schema).getString("type", "string");
  }
}
