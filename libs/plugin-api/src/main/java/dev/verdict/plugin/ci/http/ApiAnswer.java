package dev.verdict.plugin.ci.http;

import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.ConnectionError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose body is there.
 *
 * @param url that answered, after redirects
 */
public record ApiAnswer(
    String provider, Operation operation, URI url, int status, MultiMap headers, Buffer body) {
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>[^,]*;\\s*rel=\"?next\"?");

  /** The body as an object; anything else is a {@link ConnectionError}. */
  public JsonObject object() {
    if (decoded() instanceof JsonObject object) {
      return object;
    }
    throw unreadable("no JSON object");
  }

  /** The body as a list; anything else is a {@link ConnectionError}. */
  public JsonArray array() {
    if (decoded() instanceof JsonArray array) {
      return array;
    }
    throw unreadable("no JSON list");
  }

  public String text() {
    return body.toString();
  }

  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** Where the {@code Location} header leads to; it may be relative to what was asked for. */
  public Optional<URI> location() {
    return Optional.ofNullable(headers.get("Location")).map(url::resolve);
  }

  /** The next page that a {@code Link} header names. */
  public Optional<URI> next() {
    String link = headers.get("Link");
    Matcher matcher = NEXT.matcher(link == null ? "" : link);
    return matcher.find() ? Optional.of(url.resolve(matcher.group(1))) : Optional.empty();
  }

  /** For a body that lacks what it always has. */
  public ConnectionError unreadable(String why) {
    String type = headers.get("Content-Type");
    return new ConnectionError(
        new Failure(
            provider,
            operation,
            status,
            null,
            "the answer is "
                + why
                + " ("
                + (type == null ? "no content type" : type)
                + ", "
                + body.length()
                + " bytes)",
            "check that the API URL is that of the API, and that no proxy or login page answers",
            null));
  }

  /** For an answer that was accepted and turned out to be a refusal. */
  public ConfigurationError refused(String why) {
    return new ConfigurationError(
        new Failure(
            provider, operation, status, null, why, "check the settings and what was sent", null));
  }

  private @Nullable Object decoded() {
    try {
      return Json.decodeValue(body);
    } catch (DecodeException noJson) {
      return null;
    }
  }
}
