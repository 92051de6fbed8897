package dev.verdict.ci.azure;

import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.AnswerKind;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiDialect;
import java.util.Optional;

/** What the errors of Azure DevOps say, and which right is missing. */
final class AzureDialect implements ApiDialect {
  private static final int SIGN_IN = 203;
  private static final int FOUND = 302;

  /** Who is not known gets a page to sign in, with a status that sounds like success. */
  @Override
  public AnswerKind kind(ApiAnswer answer) {
    int status = answer.status();
    return status == SIGN_IN || status == FOUND || (status < 300 && isPage(answer))
        ? AnswerKind.AUTHENTICATION
        : ApiDialect.super.kind(answer);
  }

  private static boolean isPage(ApiAnswer answer) {
    String type = answer.header("Content-Type");
    return type != null && type.startsWith("text/html");
  }

  @Override
  public String message(ApiAnswer answer) {
    String said = ApiDialect.super.message(answer);
    String header = answer.header("X-TFS-ServiceError");
    if (said.isEmpty() && header != null) {
      return header.replace('+', ' ');
    }
    return said.isEmpty() && answer.status() < 400 ? "a page to sign in" : said;
  }

  @Override
  public Optional<String> advice(Operation operation, AnswerKind kind, ApiAnswer answer) {
    return switch (kind) {
      case AUTHENTICATION ->
          Optional.of(
              "set a token of this organization that is valid and not expired: one of a job ends"
                  + " with the job");
      case PERMISSION ->
          Optional.of(
              "give the token "
                  + wanted(operation)
                  + "; the build service of a job gets its rights in the project's settings");
      case NOT_FOUND -> Optional.of("check org_url, project, repository and the id");
      case REFUSED ->
          answer.text().contains("VersionOutOfRange")
              ? Optional.of("set api_version to one that this Server knows, such as 6.0")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static String wanted(Operation operation) {
    return switch (operation) {
      case CREATE_TEST_RUN, UPDATE_TEST_RUN, UPLOAD_ARTIFACT ->
          "Test Management: read and write (vso.test_write)";
      case SET_BUILD_STATUS -> "Code: status (vso.code_status)";
      case ADD_PR_COMMENT -> "Pull Request Threads: read and write (vso.threads_full)";
      default -> "Build: read (vso.build)";
    };
  }
}
