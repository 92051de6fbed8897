package dev.verdict.runtime.http;

import dev.verdict.runtime.access.Identity;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request that was let in and fits its description. */
public final class Call {
  private static final int LONGEST_IDEMPOTENCY_KEY = 255;

  private final RoutingContext context;
  private final Identity identity;
  private final Map<String, Object> parameters;
  private final @Nullable Object body;

  Call(
      RoutingContext context,
      Identity identity,
      Map<String, Object> parameters,
      @Nullable Object body) {
    this.context = context;
    this.identity = identity;
    this.parameters = parameters;
    this.body = body;
  }

  public Identity identity() {
    return identity;
  }

  /** A part of the path. */
  public String path(String name) {
    String value = context.pathParam(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "path parameter: " + name + " (expected: one in the path)");
    }
    return value;
  }

  /** A part of the path that is an id. Nothing can have an id that is none, so that is 404. */
  public UUID id(String name, String what) {
    String text = path(name);
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Fail.notFound(what, text);
    }
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(parameters.get("query." + name)).map(String::valueOf);
  }

  public int number(String name, int fallback) {
    return parameters.get("query." + name) instanceof Number number ? number.intValue() : fallback;
  }

  public boolean flag(String name, boolean fallback) {
    return parameters.get("query." + name) instanceof Boolean flag ? flag : fallback;
  }

  /** A parameter that is described as a list: repeated, or separated by commas. */
  public List<String> list(String name) {
    return parameters.get("query." + name) instanceof List<?> items
        ? items.stream().map(String::valueOf).toList()
        : List.of();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(context.request().getHeader(name));
  }

  /** What the client calls this request, so that he can send it again without doing it twice. */
  /** What was asked, whole: the same key with another request is a mistake. */
  public Buffer request() {
    return Buffer.buffer(context.request().method() + " " + context.request().path() + "\n")
        .appendBuffer(rawBody());
  }

  public Optional<String> idempotencyKey() {
    Optional<String> key = header("Idempotency-Key").filter(text -> !text.isBlank());
    key.filter(text -> text.length() > LONGEST_IDEMPOTENCY_KEY)
        .ifPresent(
            text -> {
              throw Fail.badField(
                  "header.Idempotency-Key",
                  text,
                  "at most " + LONGEST_IDEMPOTENCY_KEY + " characters");
            });
    return key;
  }

  /** The body as a record. It was read already where the operation was registered with a type. */
  public <T> T body(Class<T> type) {
    return type.isInstance(body) ? type.cast(body) : RequestBody.read(rawBody(), type);
  }

  /** The body as it came, empty if there was none. */
  public Buffer rawBody() {
    Buffer raw = context.body().buffer();
    return raw == null ? Buffer.buffer() : raw;
  }

  /** For what has no word here. */
  public RoutingContext context() {
    return context;
  }
}
