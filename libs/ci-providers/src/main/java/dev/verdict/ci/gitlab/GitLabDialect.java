package dev.verdict.ci.gitlab;

import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.AnswerKind;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiDialect;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.stream.Collectors;

/** What GitLab's errors say, and which right is missing. */
final class GitLabDialect implements ApiDialect {
  private static final int BAD_REQUEST = 400;

  @Override
  public AnswerKind kind(ApiAnswer answer) {
    // It says so when a status is there already, or further.
    return answer.status() == BAD_REQUEST && message(answer).startsWith("Cannot transition status")
        ? AnswerKind.OK
        : ApiDialect.super.kind(answer);
  }

  @Override
  public String message(ApiAnswer answer) {
    JsonObject fields = null;
    try {
      fields = JsonFields.object(new JsonObject(answer.body()), "message");
    } catch (DecodeException | ClassCastException otherShape) {
      return ApiDialect.super.message(answer);
    }
    return fields == null || fields.containsKey("error")
        ? fields == null ? ApiDialect.super.message(answer) : fields.getValue("error").toString()
        : fields.stream()
            .map(field -> field.getKey() + ": " + words(field.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String words(Object value) {
    return value instanceof JsonArray many
        ? many.stream().map(String::valueOf).collect(Collectors.joining(" and "))
        : String.valueOf(value);
  }

  @Override
  public Optional<String> advice(Operation operation, AnswerKind kind, ApiAnswer answer) {
    return switch (kind) {
      case AUTHENTICATION ->
          Optional.of(
              "set a token that is valid and not expired: one of a job ends with the job, and may"
                  + " write neither statuses nor notes");
      case PERMISSION -> Optional.of("give the token " + wanted(operation));
      case NOT_FOUND ->
          Optional.of(
              "check project_id and the id; GitLab says this also for what the token may not see");
      default -> Optional.empty();
    };
  }

  private static String wanted(Operation operation) {
    return switch (operation) {
      case CREATE_TEST_RUN, UPDATE_TEST_RUN, SET_BUILD_STATUS ->
          "the scope api and the role Developer; the branch may be protected";
      case ADD_PR_COMMENT -> "the scope api and the role Reporter";
      case UPLOAD_ARTIFACT ->
          "the scope api and the role Developer, and turn the package registry of the project on";
      default -> "the scope read_api";
    };
  }
}
