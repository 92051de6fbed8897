package dev.verdict.ci;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what CI systems answer: what is absent or makes no sense is null, and nothing throws. */
public final class JsonFields {
  private JsonFields() {}

  /** A text; a number is told as one. */
  public static @Nullable String text(@Nullable JsonObject object, String name) {
    Object value = object == null ? null : object.getValue(name);
    return value == null || value instanceof JsonObject || value instanceof JsonArray
        ? null
        : value.toString();
  }

  public static String text(@Nullable JsonObject object, String name, String instead) {
    String text = text(object, name);
    return text == null ? instead : text;
  }

  public static @Nullable Long number(@Nullable JsonObject object, String name) {
    return object != null && object.getValue(name) instanceof Number number
        ? number.longValue()
        : null;
  }

  public static @Nullable Instant instant(@Nullable JsonObject object, String name) {
    return IsoTime.read(text(object, name));
  }

  public static @Nullable URI url(@Nullable JsonObject object, String name) {
    String text = text(object, name);
    try {
      return text == null || text.isBlank() ? null : URI.create(text);
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  /** The object at the end of a path of objects. */
  public static @Nullable JsonObject object(@Nullable JsonObject object, String... path) {
    JsonObject at = object;
    for (String name : path) {
      at = at != null && at.getValue(name) instanceof JsonObject inner ? inner : null;
    }
    return at;
  }

  /** The objects of a list; what is something else is left out. */
  public static List<JsonObject> objects(@Nullable Object list) {
    return list instanceof JsonArray array
        ? array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList()
        : List.of();
  }
}
