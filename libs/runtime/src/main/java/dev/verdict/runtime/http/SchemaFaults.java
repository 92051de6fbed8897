package dev.verdict.runtime.http;

import dev.verdict.contract.api.Problem;
import dev.verdict.runtime.settings.NearestWord;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the validator found into faults that a person understands: the field, the value and
 * what was expected. The validator also tells of every level above a mistake, and of every branch
 * of a choice; that is left out.
 */
final class SchemaFaults {
  private static final int MOST = 50;
  private static final Set<String> LEVELS_ABOVE =
      Set.of(
          "properties",
          "items",
          "$ref",
          "allOf",
          "patternProperties",
          "prefixItems",
          "if",
          "then",
          "else");
  private static final Set<String> CHOICES = Set.of("oneOf", "anyOf");

  private final SchemaWords words;
  private final @Nullable Object body;
  private final Map<String, Problem.Fault> faults = new LinkedHashMap<>();

  private SchemaFaults(SchemaWords words, @Nullable Object body) {
    this.words = words;
    this.body = body;
  }

  static List<Problem.Fault> of(OutputUnit result, SchemaWords words, @Nullable Object body) {
    SchemaFaults found = new SchemaFaults(words, body);
    List<OutputUnit> errors = result.getErrors() == null ? List.of() : result.getErrors();
    Set<String> choices = new HashSet<>();
    for (OutputUnit error : errors) {
      if (CHOICES.contains(keyword(error))) {
        choices.add(error.getKeywordLocation() + "/");
      }
    }
    errors.stream()
        .filter(
            error ->
                choices.stream().noneMatch(choice -> error.getKeywordLocation().startsWith(choice)))
        .forEach(found::add);
    if (found.faults.isEmpty()) {
      return List.of(Fail.fault("body", body, words.ofWhole()));
    }
    return found.faults.values().stream().limit(MOST).toList();
  }

  private void add(OutputUnit error) {
    String keyword = keyword(error);
    List<String> place = steps(error.getInstanceLocation());
    List<String> schemaPlace = steps(error.getKeywordLocation());
    JsonObject schema = words.at(schemaPlace.subList(0, Math.max(0, schemaPlace.size() - 1)));
    if (LEVELS_ABOVE.contains(keyword) || schema == null) {
      return;
    }
    switch (keyword) {
      case "required" -> addMissing(place, schema);
      case "additionalProperties", "unevaluatedProperties" -> {
        // The validator says this also of a known field whose value is wrong.
        if (Boolean.FALSE.equals(schema.getValue(keyword)) && !isKnown(place, schema)) {
          put(place, valueAt(place), "no such field" + hint(place, schema));
        }
      }
      default -> put(place, valueAt(place), words.describe(schema, false));
    }
  }

  private void addMissing(List<String> place, JsonObject schema) {
    Object here = valueAt(place);
    for (Object name : schema.getJsonArray("required")) {
      if (here instanceof Map<?, ?> map && !map.containsKey(name)) {
        List<String> missing = new ArrayList<>(place);
        missing.add(String.valueOf(name));
        JsonObject property =
            schema
                .getJsonObject("properties", new JsonObject())
                .getJsonObject(String.valueOf(name));
        put(missing, null, property == null ? "a value" : words.describe(property, false));
      }
    }
  }

  private static boolean isKnown(List<String> place, JsonObject schema) {
    String name = place.getLast();
    return schema.getJsonObject("properties", new JsonObject()).containsKey(name)
        || schema.getJsonObject("patternProperties", new JsonObject()).fieldNames().stream()
            .anyMatch(pattern -> Pattern.compile(pattern).matcher(name).find());
  }

  private static String hint(List<String> place, JsonObject schema) {
    Set<String> known = schema.getJsonObject("properties", new JsonObject()).fieldNames();
    return NearestWord.to(place.getLast(), known)
        .map(near -> "; did you mean " + near + "?")
        .orElse("");
  }

  private void put(List<String> place, @Nullable Object value, String expected) {
    String field = field(place);
    faults.putIfAbsent(field, Fail.fault(field, value, expected));
  }

  /** As in {@code config.command[0]}. */
  private String field(List<String> place) {
    StringBuilder field = new StringBuilder();
    Object here = body;
    for (String step : place) {
      if (here instanceof List<?> list) {
        field.append('[').append(Narrowing.place(list, Integer.parseInt(step))).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(step);
      }
      here = inside(here, step);
    }
    return field.isEmpty() ? "body" : field.toString();
  }

  private @Nullable Object valueAt(List<String> place) {
    Object here = body;
    for (String step : place) {
      here = inside(here, step);
    }
    return here;
  }

  private static @Nullable Object inside(@Nullable Object here, String step) {
    if (here instanceof List<?> list) {
      int index = step.matches("\\d{1,9}") ? Integer.parseInt(step) : -1;
      return index >= 0 && index < list.size() ? list.get(index) : null;
    }
    return here instanceof Map<?, ?> map ? map.get(step) : null;
  }

  private static String keyword(OutputUnit error) {
    String location = error.getKeywordLocation();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static List<String> steps(String location) {
    String path = location.startsWith("#") ? location.substring(1) : location;
    return Arrays.stream(path.split("/"))
        .filter(step -> !step.isEmpty())
        .map(step -> URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8))
        .map(step -> step.replace("~1", "/").replace("~0", "~"))
        .toList();
  }
}
