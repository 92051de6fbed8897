package dev.verdict.testkit.ci;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the API answers.
 *
 * @param repeat how often the body is sent after itself, for long ones
 * @param ending how the answer ends
 */
public record Answer(
    int status, Map<String, String> headers, Buffer body, int repeat, Ending ending) {
  /** How an answer ends. */
  public enum Ending {
    WHOLE,
    /** The connection breaks in the middle of the body. */
    BROKEN,
    /** The connection breaks before anything was said. */
    RESET,
    /** Nothing ever comes. */
    NEVER
  }

  private static Answer of(int status, String type, Buffer body) {
    return new Answer(status, Map.of("Content-Type", type), body, 1, Ending.WHOLE);
  }

  public static Answer json(int status, JsonObject object) {
    return of(status, "application/json; charset=utf-8", object.toBuffer());
  }

  public static Answer json(int status, JsonArray array) {
    return of(status, "application/json; charset=utf-8", array.toBuffer());
  }

  public static Answer text(int status, String type, String text) {
    return of(status, type, Buffer.buffer(text));
  }

  public static Answer bytes(int status, String type, Buffer body) {
    return of(status, type, body);
  }

  public static Answer empty(int status) {
    return new Answer(status, Map.of(), Buffer.buffer(), 1, Ending.WHOLE);
  }

  /** A recorded payload, beside the class on the class path. */
  public static Answer file(int status, Class<?> beside, String name) {
    return of(status, "application/json; charset=utf-8", resource(beside, name));
  }

  public static Buffer resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException(name + " (expected: a resource beside " + beside + ")");
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Zeros, of any length. */
  public static Answer zeros(int megabytes) {
    Buffer one = Buffer.buffer(new byte[1 << 20]);
    return new Answer(
        200, Map.of("Content-Type", "application/octet-stream"), one, megabytes, Ending.WHOLE);
  }

  public static Answer reset() {
    return new Answer(200, Map.of(), Buffer.buffer(), 1, Ending.RESET);
  }

  public static Answer never() {
    return new Answer(200, Map.of(), Buffer.buffer(), 1, Ending.NEVER);
  }

  public Answer broken() {
    return new Answer(status, headers, body, repeat, Ending.BROKEN);
  }

  public Answer times(int count) {
    return new Answer(status, headers, body, count, ending);
  }

  public Answer header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body, repeat, ending);
  }
}
