package dev.verdict.cli.client;

import dev.verdict.cli.terminal.TerminalText;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.Problem;

/** The service refused, and said why. */
public final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int UNAUTHORIZED = 401;

  private final int status;

  ApiProblem(String request, int status, String body) {
    super(sentence(request, status, body));
    this.status = status;
  }

  public int status() {
    return status;
  }

  /** Whether the key is missing or means nothing there. */
  public boolean isUnauthorized() {
    return status == UNAUTHORIZED;
  }

  /** Whether the one who asked can mend it by asking otherwise. */
  public boolean isUsage() {
    return status >= 400 && status < 500 && status != 408 && status != 429;
  }

  private static String sentence(String request, int status, String body) {
    StringBuilder text = new StringBuilder(request).append(": ");
    try {
      Problem problem = Json.read(body, Problem.class);
      text.append(problem.title());
      if (problem.detail() != null) {
        text.append(": ").append(problem.detail());
      }
      if (problem.errors() != null && problem.errors().size() > 1) {
        problem
            .errors()
            .forEach(
                error ->
                    text.append("\n  ")
                        .append(error.field())
                        .append(": ")
                        .append(error.value())
                        .append(" (expected: ")
                        .append(error.expected())
                        .append(')'));
      }
    } catch (IllegalArgumentException e) {
      text.append("HTTP ").append(status).append(' ').append(body, 0, Math.min(200, body.length()));
    }
    if (status == UNAUTHORIZED) {
      text.append(" (pass a key with --api-key, or set VERDICT_API_KEY)");
    }
    return TerminalText.lines(text.toString());
  }
}
