package dev.verdict.plugin.ci.http;

import dev.verdict.plugin.ci.Operation;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How an API says what went wrong. What is here fits most; a provider overrides what differs. */
public interface ApiDialect {
  /** The one that differs in nothing. */
  ApiDialect PLAIN = new ApiDialect() {};

  List<String> REQUEST_IDS =
      List.of("X-GitHub-Request-Id", "X-Request-Id", "X-Request-UUID", "ActivityId", "X-Vss-E2EID");

  default AnswerKind kind(ApiAnswer answer) {
    int status = answer.status();
    return switch (status) {
      case 401, 407 -> AnswerKind.AUTHENTICATION;
      case 403 -> saysLater(answer) ? AnswerKind.RATE_LIMITED : AnswerKind.PERMISSION;
      case 404 -> AnswerKind.NOT_FOUND;
      case 409, 423 -> AnswerKind.CONFLICT;
      case 410 -> AnswerKind.GONE;
      case 429 -> AnswerKind.RATE_LIMITED;
      case 408 -> AnswerKind.UNAVAILABLE;
      default ->
          status >= 500
              ? AnswerKind.UNAVAILABLE
              : status >= 400 ? AnswerKind.REFUSED : AnswerKind.OK;
    };
  }

  /** Whether a 403 speaks of a limit and not of a right. */
  default boolean saysLater(ApiAnswer answer) {
    return answer.header("Retry-After") != null
        || "0".equals(answer.header("X-RateLimit-Remaining"))
        || "0".equals(answer.header("RateLimit-Remaining"))
        || message(answer).toLowerCase(Locale.ROOT).contains("rate limit");
  }

  /** What the CI system says, for people. */
  default String message(ApiAnswer answer) {
    try {
      if (Json.decodeValue(answer.body()) instanceof JsonObject object) {
        return Optional.ofNullable(said(object)).orElse("");
      }
    } catch (DecodeException noJson) {
      String type = answer.header("Content-Type");
      return type != null && type.startsWith("text/plain") ? answer.text().strip() : "";
    }
    return "";
  }

  private static @org.jspecify.annotations.Nullable String said(JsonObject object) {
    for (String name : List.of("message", "error_message", "error_description", "error")) {
      Object value = object.getValue(name);
      if (value instanceof JsonObject inner && inner.getValue("message") != null) {
        return inner.getValue("message").toString();
      }
      if (value != null) {
        return value.toString();
      }
    }
    return null;
  }

  default Optional<String> requestId(ApiAnswer answer) {
    return REQUEST_IDS.stream().map(answer.headers()::get).filter(each -> each != null).findFirst();
  }

  /** What the person can do, where the provider knows it better than the host; else empty. */
  default Optional<String> advice(Operation operation, AnswerKind kind, ApiAnswer answer) {
    return Optional.empty();
  }
}
