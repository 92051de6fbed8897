package dev.verdict.ci.github;

import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.AnswerKind;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiDialect;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.StringJoiner;

/** What GitHub's errors say, and which right is missing. */
final class GitHubDialect implements ApiDialect {
  @Override
  public String message(ApiAnswer answer) {
    String message = ApiDialect.super.message(answer);
    JsonArray errors = errors(answer);
    if (errors.isEmpty()) {
      return message;
    }
    StringJoiner all = new StringJoiner(", ", message + ": ", "");
    for (Object each : errors) {
      all.add(each instanceof JsonObject error ? one(error) : String.valueOf(each));
    }
    return all.toString();
  }

  static boolean alreadyExists(ApiAnswer answer) {
    return errors(answer).stream()
        .anyMatch(
            each ->
                each instanceof JsonObject error
                    && "already_exists".equals(error.getString("code")));
  }

  private static JsonArray errors(ApiAnswer answer) {
    try {
      if (Json.decodeValue(answer.body()) instanceof JsonObject object) {
        Object errors = object.getValue("errors");
        return errors instanceof JsonArray array
            ? array
            : errors == null ? new JsonArray() : JsonArray.of(errors);
      }
    } catch (DecodeException noJson) {
      return new JsonArray();
    }
    return new JsonArray();
  }

  private static String one(JsonObject error) {
    String message = error.getString("message");
    return message != null ? message : error.getString("field") + " " + error.getString("code");
  }

  @Override
  public Optional<String> advice(Operation operation, AnswerKind kind, ApiAnswer answer) {
    return switch (kind) {
      case AUTHENTICATION ->
          Optional.of(
              "set a token that is valid: one of an App ends after an hour, one of a job with"
                  + " the job");
      case PERMISSION -> Optional.of("give the token " + wanted(operation, answer));
      case NOT_FOUND ->
          Optional.of(
              "check the repository and the id; GitHub says this also for what the token may not"
                  + " see");
      default -> Optional.empty();
    };
  }

  private static String wanted(Operation operation, ApiAnswer answer) {
    String named = answer.header("X-Accepted-GitHub-Permissions");
    if (named != null) {
      return named.replace('=', ' ');
    }
    return switch (operation) {
      case CREATE_TEST_RUN, UPDATE_TEST_RUN -> "checks: write (only a job or an App can have it)";
      case SET_BUILD_STATUS -> "statuses: write";
      case ADD_PR_COMMENT -> "pull-requests: write";
      case UPLOAD_ARTIFACT -> "contents: write";
      default -> "actions: read";
    };
  }
}
