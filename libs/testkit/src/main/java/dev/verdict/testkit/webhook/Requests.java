package dev.verdict.testkit.webhook;

import dev.verdict.plugin.webhook.InboundRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Requests made from others. */
public final class Requests {
  private Requests() {}

  public static InboundRequest withHeader(InboundRequest request, String name, String value) {
    Map<String, List<String>> headers = new HashMap<>(request.headers());
    headers.put(name.toLowerCase(Locale.ROOT), List.of(value));
    return new InboundRequest(headers, request.query(), request.body(), request.content());
  }

  public static InboundRequest withoutHeader(InboundRequest request, String name) {
    Map<String, List<String>> headers = new HashMap<>(request.headers());
    headers.remove(name.toLowerCase(Locale.ROOT));
    return new InboundRequest(headers, request.query(), request.body(), request.content());
  }

  public static InboundRequest withQuery(InboundRequest request, String name, String value) {
    Map<String, String> query = new HashMap<>(request.query());
    query.put(name, value);
    return new InboundRequest(request.headers(), query, request.body(), request.content());
  }

  public static InboundRequest withoutQuery(InboundRequest request) {
    return new InboundRequest(request.headers(), Map.of(), request.body(), request.content());
  }

  public static InboundRequest withBody(InboundRequest request, byte[] body) {
    return new InboundRequest(request.headers(), request.query(), body, body);
  }

  static InboundRequest renamed(InboundRequest request, UnaryOperator<String> names) {
    Map<String, List<String>> headers = new HashMap<>();
    request.headers().forEach((name, values) -> headers.put(names.apply(name), values));
    return new InboundRequest(headers, request.query(), request.body(), request.content());
  }
}
