package dev.verdict.ci.bitbucket;

import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.AnswerKind;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiDialect;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What Bitbucket's errors say, and which right is missing. */
final class BitbucketDialect implements ApiDialect {
  @Override
  public String message(ApiAnswer answer) {
    String message = ApiDialect.super.message(answer);
    String detail = detail(answer);
    return detail.isEmpty() || message.contains(detail) ? message : message + " " + detail;
  }

  private static String detail(ApiAnswer answer) {
    try {
      JsonObject error = JsonFields.object(new JsonObject(answer.body()), "error");
      return JsonFields.text(error, "detail", "");
    } catch (DecodeException | ClassCastException otherShape) {
      return "";
    }
  }

  @Override
  public Optional<String> advice(Operation operation, AnswerKind kind, ApiAnswer answer) {
    return switch (kind) {
      case AUTHENTICATION ->
          Optional.of(
              "set a token that is valid: an API token goes with the mail address as username, an"
                  + " access token goes alone, and app passwords have ended");
      case PERMISSION -> Optional.of("give the token " + wanted(operation));
      case NOT_FOUND ->
          Optional.of(
              "check workspace, repository and the id; Bitbucket says this also for what the token"
                  + " may not see");
      default -> Optional.empty();
    };
  }

  private static String wanted(Operation operation) {
    return switch (operation) {
      case ADD_PR_COMMENT -> "the scope pullrequest (write:pullrequest:bitbucket)";
      case UPLOAD_ARTIFACT -> "the scope repository:write (write:repository:bitbucket)";
      case GET_TEST_RUN_STATUS -> "the scope pipeline (read:pipeline:bitbucket)";
      default -> "the scope repository (read:repository:bitbucket)";
    };
  }
}
