package dev.verdict.ci.http;

import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A try as HAR 1.2 has it. Credentials are masked, long and binary bodies are left out and said so.
 */
final class HarEntry {
  private static final int LONGEST_BODY = 64 * 1024;
  private static final String MASK = "***";
  private static final String VERSION = "HTTP/1.1";
  private static final Set<String> HIDDEN =
      Set.of(
          "authorization",
          "private-token",
          "circle-token",
          "cookie",
          "set-cookie",
          "proxy-authorization");
  private static final Pattern TEXT = Pattern.compile("(?i)^(text/|[^;]*(json|xml|urlencoded))");

  private final CallJournal.Tried tried;

  private HarEntry(CallJournal.Tried tried) {
    this.tried = tried;
  }

  static JsonObject of(CallJournal.Tried tried) {
    return new HarEntry(tried).entry();
  }

  private JsonObject entry() {
    long millis = tried.took().toMillis();
    return new JsonObject()
        .put("startedDateTime", tried.started().toString())
        .put("time", millis)
        .put("request", request())
        .put("response", response())
        .put("cache", new JsonObject())
        .put("timings", new JsonObject().put("send", 0).put("wait", millis).put("receive", 0))
        .put("comment", tried.provider() + " " + tried.request().operation().word());
  }

  private JsonObject request() {
    Map<String, String> headers = new LinkedHashMap<>(tried.profile().headers());
    headers.putAll(tried.request().headers());
    if (tried.profile().credential() != null) {
      headers.put(tried.profile().credential().header(), MASK);
    }
    ApiBody body = tried.request().body();
    JsonObject request =
        new JsonObject()
            .put("method", tried.request().method().name())
            .put("url", masked(tried.url().toString()))
            .put("httpVersion", VERSION)
            .put("cookies", new JsonArray())
            .put("headers", pairs(headers.entrySet()))
            .put("queryString", query(tried.url()))
            .put("headersSize", -1)
            .put("bodySize", body == null ? 0 : body.size());
    if (body != null) {
      Buffer bytes = body instanceof ApiBody.Bytes sent ? sent.bytes() : null;
      request.put("postData", content("mimeType", body.contentType(), bytes, body.size()));
    }
    return request;
  }

  private JsonObject response() {
    ApiAnswer answer = tried.answer();
    JsonObject response =
        new JsonObject().put("httpVersion", VERSION).put("cookies", new JsonArray());
    if (answer == null) {
      return response
          .put("status", 0)
          .put("statusText", "")
          .put("headers", new JsonArray())
          .put("content", new JsonObject().put("size", 0).put("mimeType", ""))
          .put("redirectURL", "")
          .put("headersSize", -1)
          .put("bodySize", -1)
          .put("_error", masked(String.valueOf(tried.broken())));
    }
    String type = String.valueOf(answer.headers().get("Content-Type"));
    Buffer body = tried.whole() ? answer.body() : null;
    String location = answer.headers().get("Location");
    return response
        .put("status", answer.status())
        .put("statusText", "")
        .put("headers", pairs(answer.headers().entries()))
        .put("content", content("mimeType", type, body, body == null ? -1 : body.length()))
        .put("redirectURL", location == null ? "" : masked(location))
        .put("headersSize", -1)
        .put("bodySize", body == null ? -1 : body.length());
  }

  private JsonObject content(String typeKey, String type, @Nullable Buffer body, long size) {
    JsonObject content = new JsonObject().put("size", size).put(typeKey, type);
    if (body == null) {
      return content.put("comment", "streamed, not kept");
    }
    if (body.length() > LONGEST_BODY || !TEXT.matcher(type).find()) {
      return content.put("comment", body.length() + " bytes, not kept");
    }
    return content.put("text", masked(body.toString()));
  }

  private JsonArray query(URI url) {
    JsonArray query = new JsonArray();
    if (url.getRawQuery() != null) {
      for (String part : url.getRawQuery().split("&")) {
        String[] pair = masked("?" + part).substring(1).split("=", 2);
        query.add(pair(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : ""));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private JsonArray pairs(Iterable<Map.Entry<String, String>> headers) {
    JsonArray pairs = new JsonArray();
    for (Map.Entry<String, String> each : headers) {
      boolean hidden = HIDDEN.contains(each.getKey().toLowerCase(java.util.Locale.ROOT));
      pairs.add(pair(each.getKey(), hidden ? MASK : masked(each.getValue())));
    }
    return pairs;
  }

  private static JsonObject pair(String name, String value) {
    return new JsonObject().put("name", name).put("value", value);
  }

  private String masked(String text) {
    return tried.redaction().mask(text);
  }
}
