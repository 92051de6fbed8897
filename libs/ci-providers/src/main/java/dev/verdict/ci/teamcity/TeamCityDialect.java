package dev.verdict.ci.teamcity;

import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.AnswerKind;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiDialect;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** TeamCity's errors, which are texts in older versions and lists in newer ones. */
final class TeamCityDialect implements ApiDialect {
  @Override
  public String message(ApiAnswer answer) {
    try {
      if (Json.decodeValue(answer.body()) instanceof JsonObject object
          && !JsonFields.objects(object.getValue("errors")).isEmpty()) {
        JsonObject first = JsonFields.objects(object.getValue("errors")).get(0);
        return JsonFields.text(first, "message", "");
      }
    } catch (DecodeException text) {
      return ApiDialect.super.message(answer);
    }
    return ApiDialect.super.message(answer);
  }

  @Override
  public Optional<String> advice(Operation operation, AnswerKind kind, ApiAnswer answer) {
    return switch (kind) {
      case AUTHENTICATION ->
          Optional.of("set an access token that its user has made, and that has not expired");
      case PERMISSION -> Optional.of("give the user (and his token) " + wanted(operation));
      case NOT_FOUND ->
          Optional.of(
              "check url and the build; TeamCity says this also for what the user may not see and"
                  + " for what the clean-up rules of the project have removed");
      default -> Optional.empty();
    };
  }

  private static String wanted(Operation operation) {
    return switch (operation) {
      case CREATE_TEST_RUN, UPDATE_TEST_RUN ->
          "the permissions 'Comment build' and 'Tag build', such as the role Project developer has";
      default -> "the permission 'View project', such as the role Project viewer has";
    };
  }
}
