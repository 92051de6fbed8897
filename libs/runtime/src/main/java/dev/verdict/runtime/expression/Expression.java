package dev.verdict.runtime.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition in CEL. It can look at its variables and at nothing else, and it always comes to an
 * end: its text, its nesting, its steps and its time are bounded. Safe to share between threads.
 *
 * <pre>
 *   Expression.compile("branch.startsWith('release/') &amp;&amp; !fork", Map.of("branch", TEXT, "fork", FLAG))
 * </pre>
 */
public final class Expression {
  /** Of the text, in characters. */
  public static final int LONGEST = 2_000;

  private static final int DEEPEST = 32;
  private static final int MOST_NODES = 1_000;
  private static final int MOST_ITERATIONS = 10_000;
  private static final int MOST_STEPS = 100_000;
  private static final int LARGEST_PATTERN = 1_000;
  private static final Duration LONGEST_TIME = Duration.ofMillis(250);

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(DEEPEST)
          .maxParseExpressionNodeCount(MOST_NODES)
          .maxParseErrorRecoveryLimit(5)
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .maxRegexProgramSize(LARGEST_PATTERN)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

  private final String text;
  private final CelRuntime.Program program;

  private Expression(String text, CelRuntime.Program program) {
    this.text = text;
    this.program = program;
  }

  /**
   * Reads and checks {@code text}.
   *
   * @throws ExpressionProblem that says what is wrong and where
   */
  public static Expression compile(String text, Map<String, VariableType> variables) {
    if (text.isBlank() || text.codePointCount(0, text.length()) > LONGEST) {
      throw new ExpressionProblem(
          "expression: "
              + text.length()
              + " characters (expected: a condition of 1 to "
              + LONGEST
              + ")");
    }
    CelCompilerBuilder compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    variables.forEach((name, type) -> compiler.addVar(name, type.type()));
    try {
      CelAbstractSyntaxTree tree = compiler.build().compile(text).getAst();
      boolean decides =
          tree.getResultType().equals(SimpleType.BOOL)
              || tree.getResultType().equals(SimpleType.DYN);
      if (!decides) {
        throw new ExpressionProblem(
            "expression: it gives " + tree.getResultType().name() + " (expected: true or false)");
      }
      return new Expression(text, RUNTIME.createProgram(tree));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new ExpressionProblem("expression: " + firstLines(e.getMessage()));
    } catch (StackOverflowError e) {
      throw new ExpressionProblem(
          "expression: nested too deep (expected: at most " + DEEPEST + ")");
    }
  }

  /**
   * What it says about these values: texts, numbers, flags, and maps and lists of them.
   *
   * @throws ExpressionProblem when it has no answer, as for a key that is not in a map, or takes
   *     too long
   */
  public boolean evaluate(Map<String, ?> values) {
    Object answer;
    try {
      answer =
          program.trace(PlainValues.of(values), new Budget(MOST_STEPS, LONGEST_TIME.toNanos()));
    } catch (CelEvaluationException | RuntimeException e) {
      throw new ExpressionProblem("expression: " + why(e));
    }
    if (answer instanceof Boolean decided) {
      return decided;
    }
    throw new ExpressionProblem("expression: it gave " + answer + " (expected: true or false)");
  }

  private static String why(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Budget.Spent) {
        return "stopped (expected: an answer within "
            + MOST_STEPS
            + " steps and "
            + LONGEST_TIME.toMillis()
            + " ms)";
      }
    }
    return firstLines(failure.getMessage());
  }

  private static String firstLines(@Nullable String message) {
    return message == null ? "no answer" : message.strip();
  }

  @Override
  public String toString() {
    return text;
  }
}
