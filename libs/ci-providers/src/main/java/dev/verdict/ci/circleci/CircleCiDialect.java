package dev.verdict.ci.circleci;

import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.AnswerKind;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiDialect;
import java.util.Optional;

/** What to do about CircleCI's refusals. */
final class CircleCiDialect implements ApiDialect {
  @Override
  public Optional<String> advice(Operation operation, AnswerKind kind, ApiAnswer answer) {
    return switch (kind) {
      case AUTHENTICATION ->
          Optional.of("set a personal API token; tokens of a project do not open this API");
      case PERMISSION ->
          Optional.of("let a person make the token who may see the project on CircleCI");
      case NOT_FOUND ->
          Optional.of(
              operation == Operation.DOWNLOAD_ARTIFACT
                  ? "it is not kept any longer: CircleCI throws artifacts away after 30 days at"
                      + " the latest"
                  : "check project_slug and the id; CircleCI says this also for what the token may"
                      + " not see");
      default -> Optional.empty();
    };
  }
}
