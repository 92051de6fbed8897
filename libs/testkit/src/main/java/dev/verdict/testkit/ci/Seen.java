package dev.verdict.testkit.ci;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that came.
 *
 * @param rawPath as it was on the wire
 * @param names what stood at the places of the route, decoded
 * @param body its beginning, up to some megabytes
 * @param length of the whole body
 */
public record Seen(
    Instant at,
    HttpMethod method,
    String rawPath,
    Map<String, String> names,
    MultiMap query,
    MultiMap headers,
    Buffer body,
    long length) {
  public JsonObject json() {
    return body.toJsonObject();
  }

  public JsonArray jsonArray() {
    return body.toJsonArray();
  }

  public String name(String name) {
    String value = names.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " (expected: one of " + names.keySet() + ")");
    }
    return value;
  }

  public @Nullable String query(String name) {
    return query.get(name);
  }

  /** Of the query; empty if it is not there. */
  public String value(String name) {
    String value = query.get(name);
    return value == null ? "" : value;
  }

  /** A number in the query, or what holds without. */
  public int number(String name, int fallback) {
    String text = query.get(name);
    return text == null ? fallback : Integer.parseInt(text);
  }
}
