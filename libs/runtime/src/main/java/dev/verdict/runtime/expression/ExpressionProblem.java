package dev.verdict.runtime.expression;

/** An expression that cannot be read, or that came to no answer; the message is for its author. */
public final class ExpressionProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 500;

  ExpressionProblem(String message) {
    super(message.length() <= LONGEST ? message : message.substring(0, LONGEST - 1) + "…");
  }
}
