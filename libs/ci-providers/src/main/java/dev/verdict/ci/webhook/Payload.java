package dev.verdict.ci.webhook;

import dev.verdict.plugin.webhook.UnreadableWebhook;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object in a webhook, and where it stands. What is there but is something else than it has to
 * be is an {@link UnreadableWebhook}; null is as good as absent.
 */
public final class Payload {
  private final String path;
  private final JsonObject object;

  private Payload(String path, JsonObject object) {
    this.path = path;
    this.object = object;
  }

  public static Payload of(JsonObject object) {
    return new Payload("", object);
  }

  public Payload object(String name) {
    Payload found = find(name);
    if (found == null) {
      throw wrong(name, "an object");
    }
    return found;
  }

  /** The object at the end of a path of objects, of which each may be absent. */
  public @Nullable Payload find(String... names) {
    Payload at = this;
    for (String name : names) {
      Object value = at.object.getValue(name);
      if (value == null) {
        return null;
      }
      if (!(value instanceof JsonObject inner)) {
        throw at.wrong(name, "an object");
      }
      at = new Payload(at.place(name), inner);
    }
    return at;
  }

  /** The objects of a list; none if it is absent. */
  public List<Payload> objects(String name) {
    List<Payload> objects = new ArrayList<>();
    for (Object each : list(name)) {
      if (!(each instanceof JsonObject inner)) {
        throw wrong(name, "a list of objects");
      }
      objects.add(new Payload(place(name), inner));
    }
    return objects;
  }

  /** The texts of a list; none if it is absent. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object each : list(name)) {
      if (!(each instanceof String text)) {
        throw wrong(name, "a list of texts");
      }
      texts.add(PlainText.of(text));
    }
    return texts;
  }

  private JsonArray list(String name) {
    Object value = object.getValue(name);
    if (value == null) {
      return new JsonArray();
    }
    if (!(value instanceof JsonArray list)) {
      throw wrong(name, "a list");
    }
    return list;
  }

  /** A text that has to be there and says something. */
  public String text(String name) {
    String text = textOrNull(name);
    if (text == null || text.isBlank()) {
      throw wrong(name, "a text");
    }
    return text;
  }

  public String text(String name, String instead) {
    String text = textOrNull(name);
    return text == null ? instead : text;
  }

  public @Nullable String textOrNull(String name) {
    Object value = object.getValue(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw wrong(name, "a text");
    }
    return PlainText.of(text);
  }

  /** A whole number, or a text, that names something. */
  public String id(String name) {
    String id = idOrNull(name);
    if (id == null) {
      throw wrong(name, "a number or a text");
    }
    return id;
  }

  public @Nullable String idOrNull(String name) {
    Object value = object.getValue(name);
    boolean whole =
        value instanceof Integer || value instanceof Long || value instanceof BigInteger;
    if (whole) {
      return value.toString();
    }
    String text = value instanceof String said ? PlainText.line(said) : null;
    if (value != null && (text == null || text.isBlank())) {
      throw wrong(name, "a number or a text");
    }
    return text;
  }

  public @Nullable Long number(String name) {
    Object value = object.getValue(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw wrong(name, "a whole number");
  }

  /** False if it is absent. */
  public boolean flag(String name) {
    Object value = object.getValue(name);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw wrong(name, "true or false");
  }

  /** Null also if it is written in a way that we do not know: no event is lost for that. */
  public @Nullable Instant time(String name) {
    return Times.read(textOrNull(name));
  }

  /** Null also if it is no link that a browser may follow. */
  public @Nullable URI link(String name) {
    return Links.read(textOrNull(name));
  }

  public UnreadableWebhook wrong(String name, String expected) {
    return new UnreadableWebhook(place(name), said(object.getValue(name)), expected);
  }

  /** Lists and objects may be long, and say nothing here. */
  private static String said(@Nullable Object value) {
    if (value instanceof JsonObject) {
      return "an object";
    }
    return value instanceof JsonArray ? "a list" : value == null ? "nothing" : value.toString();
  }

  private String place(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
