package dev.verdict.ci.jenkins;

import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.AnswerKind;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiDialect;
import java.util.Optional;

/** Jenkins' errors are pages for people; what a program can use stands in headers. */
final class JenkinsDialect implements ApiDialect {
  @Override
  public AnswerKind kind(ApiAnswer answer) {
    String location = answer.header("Location");
    return location != null && location.matches(".*/(login|securityRealm/.*)(\\?.*)?")
        ? AnswerKind.AUTHENTICATION
        : ApiDialect.super.kind(answer);
  }

  @Override
  public String message(ApiAnswer answer) {
    String error = answer.header("X-Error");
    return error != null ? error : ApiDialect.super.message(answer);
  }

  @Override
  public Optional<String> advice(Operation operation, AnswerKind kind, ApiAnswer answer) {
    return switch (kind) {
      case AUTHENTICATION ->
          Optional.of("set user and an API token that the user has made on his page in Jenkins");
      case PERMISSION -> Optional.of("give the user the permission " + wanted(operation, answer));
      case NOT_FOUND ->
          Optional.of(
              "check url, job_name and the build; old builds are thrown away, and Jenkins says this"
                  + " also for a job that the user may not discover");
      default -> Optional.empty();
    };
  }

  private static String wanted(Operation operation, ApiAnswer answer) {
    String named = answer.header("X-Required-Permission");
    if (named != null) {
      return named;
    }
    return operation == Operation.CREATE_TEST_RUN || operation == Operation.UPDATE_TEST_RUN
        ? "Run/Update"
        : "Job/Read (and Run/Artifacts, where Jenkins asks for it)";
  }
}
