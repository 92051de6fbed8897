package dev.verdict.runtime.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;

/** Counts what one evaluation does, and ends it when that is too much. */
final class Budget implements CelEvaluationListener {
  private final long deadline;
  private int steps;

  Budget(int steps, long nanos) {
    this.steps = steps;
    this.deadline = System.nanoTime() + nanos;
  }

  @Override
  public void callback(CelExpr expression, Object result) {
    if (--steps < 0 || System.nanoTime() - deadline > 0) {
      throw new Spent();
    }
  }

  /** Without a stack: it is thrown where nobody looks at one. */
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Spent() {
      super("too many steps", null, false, false);
    }
  }
}
