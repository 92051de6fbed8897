package dev.verdict.plugin.webhook;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in. Like a record, but that its JSON is read once for all who ask, and that
 * its bytes are not compared. Nobody changes the arrays.
 */
public final class InboundRequest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Map<String, List<String>> headers;
  private final Map<String, String> query;
  private final byte[] body;
  private final byte[] content;
  private @Nullable JsonObject json;

  /**
   * @param headers each with all its values, in any case
   * @param body as it was sent: signatures are over these bytes
   * @param content what they mean: the body itself, or what came out of its gzip
   */
  public InboundRequest(
      Map<String, List<String>> headers, Map<String, String> query, byte[] body, byte[] content) {
    Map<String, List<String>> byName = new HashMap<>();
    headers.forEach(
        (name, values) ->
            byName
                .computeIfAbsent(name.toLowerCase(Locale.ROOT), none -> new ArrayList<>())
                .addAll(values));
    byName.replaceAll((name, values) -> List.copyOf(values));
    this.headers = Map.copyOf(byName);
    this.query = Map.copyOf(query);
    this.body = body;
    this.content = content;
  }

  /** By their names in lower case. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  public Map<String, String> query() {
    return query;
  }

  public byte[] body() {
    return body;
  }

  public byte[] content() {
    return content;
  }

  /** Its first value, whatever the case of the name. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** Without parameters, in lower case; empty if it is not said. */
  public String mediaType() {
    String whole = header("content-type").orElse("");
    int parameters = whole.indexOf(';');
    return (parameters < 0 ? whole : whole.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /**
   * The JSON of a JSON body, or in the field {@code payload} of a form. Nobody changes it.
   *
   * @throws UnreadableWebhook when there is none
   */
  public JsonObject json() {
    JsonObject read = json;
    if (read == null) {
      read = isForm() ? FormBody.json(content) : JsonBody.read("body", content);
      json = read;
    }
    return read;
  }

  public boolean isForm() {
    return mediaType().equals(FORM);
  }

  /**
   * The bytes of a field of a form, decoded; empty if there is none.
   *
   * @throws UnreadableWebhook when it is not encoded as a form is
   */
  public Optional<byte[]> formField(String name) {
    return isForm() ? FormBody.field(content, name) : Optional.empty();
  }

  /** Tells no bodies and no secrets. */
  @Override
  public String toString() {
    return "InboundRequest[%d headers, %s, %d bytes]"
        .formatted(headers.size(), mediaType(), body.length);
  }
}
