package dev.verdict.ci.travis;

import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.AnswerKind;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiDialect;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Travis CI says what is wrong in a word beside the status, and the word counts for more. */
final class TravisDialect implements ApiDialect {
  @Override
  public AnswerKind kind(ApiAnswer answer) {
    return switch (word(answer)) {
      case "login_required", "wrong_credentials" -> AnswerKind.AUTHENTICATION;
      default -> ApiDialect.super.kind(answer);
    };
  }

  private static String word(ApiAnswer answer) {
    if (answer.status() < 400) {
      return "";
    }
    try {
      return Json.decodeValue(answer.body()) instanceof JsonObject error
          ? JsonFields.text(error, "error_type", "")
          : "";
    } catch (DecodeException noJson) {
      return "";
    }
  }

  @Override
  public Optional<String> advice(Operation operation, AnswerKind kind, ApiAnswer answer) {
    return switch (kind) {
      case AUTHENTICATION -> Optional.of("set the API token from the settings of a Travis CI user");
      case PERMISSION ->
          Optional.of(
              "let a user make the token who can see the repository; Travis CI says this also of a"
                  + " token that is not valid");
      case NOT_FOUND ->
          Optional.of(
              "check repository and the id; Travis CI says this also for what the token may not"
                  + " see");
      default -> Optional.empty();
    };
  }
}
