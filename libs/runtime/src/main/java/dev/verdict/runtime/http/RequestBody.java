package dev.verdict.runtime.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import dev.verdict.contract.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON bodies: into a tree for validation, and into records. */
final class RequestBody {
  private static final ObjectReader TREE =
      Json.mapper()
          .readerFor(Object.class)
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  // Validation takes some microseconds for each, so this is some seconds.
  private static final int MOST_NODES = 1_000_000;

  private RequestBody() {}

  private static int nodes(@Nullable Object tree, int before) {
    int nodes = before + 1;
    Iterable<?> inside =
        tree instanceof List<?> list
            ? list
            : tree instanceof Map<?, ?> map ? map.values() : List.of();
    for (Object one : inside) {
      nodes = nodes > MOST_NODES ? nodes : nodes(one, nodes);
    }
    return nodes;
  }

  /** Maps, lists and plain values. */
  static @Nullable Object tree(Buffer body) {
    try {
      Object tree = TREE.readValue(body.getBytes());
      if (nodes(tree, 0) > MOST_NODES) {
        throw Fail.badField("body", "more than " + MOST_NODES + " values", "fewer values");
      }
      NoNul.check(body, tree);
      return tree;
    } catch (JsonProcessingException e) {
      throw notJson(e);
    } catch (IOException e) {
      throw Fail.badField("body", e.getMessage(), "JSON");
    }
  }

  static <T> T read(Buffer body, Class<T> type) {
    try {
      T value = Json.mapper().readValue(body.getBytes(), type);
      if (value == null) {
        throw Fail.badField("body", "null", "an object");
      }
      return value;
    } catch (JsonMappingException e) {
      throw Fail.badField(field(e.getPath()), valueOf(e), expected(e));
    } catch (JsonProcessingException e) {
      throw notJson(e);
    } catch (IOException e) {
      throw Fail.badField("body", e.getMessage(), "JSON");
    }
  }

  private static Fail notJson(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    String what = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    return Fail.badField("body", what + where, "JSON");
  }

  private static @Nullable Object valueOf(JsonMappingException e) {
    return e instanceof InvalidFormatException invalid ? invalid.getValue() : null;
  }

  private static String expected(JsonMappingException e) {
    // A record that refuses a value says why in its exception; that is better than what Jackson
    // says.
    Throwable cause = e.getCause();
    if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
      return cause.getMessage();
    }
    if (e instanceof InvalidFormatException invalid) {
      return "a " + invalid.getTargetType().getSimpleName().toLowerCase(Locale.ROOT);
    }
    return e.getOriginalMessage().lines().findFirst().orElse("another value");
  }

  private static String field(List<JsonMappingException.Reference> path) {
    StringBuilder field = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      if (step.getFieldName() == null) {
        field.append('[').append(step.getIndex()).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return field.isEmpty() ? "body" : field.toString();
  }
}
