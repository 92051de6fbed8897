package dev.verdict.runtime.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final Map<String, VariableType> VARIABLES =
      Map.of(
          "branch", VariableType.TEXT,
          "size", VariableType.WHOLE_NUMBER,
          "fork", VariableType.FLAG,
          "labels", VariableType.TEXTS,
          "event", VariableType.ANY);

  private static final Map<String, Object> VALUES =
      Map.of(
          "branch",
          "release/1.2",
          "size",
          7,
          "fork",
          false,
          "labels",
          List.of("bug", "ci"),
          "event",
          Map.of("data", Map.of("n", 3, "word", "x")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "branch.startsWith('release/') && !fork",
        "branch.matches('^release/[0-9.]+$')",
        "size > 5",
        "'ci' in labels",
        "labels.exists(l, l == 'bug')",
        "event.data.n == 3",
        "has(event.data.word) && !has(event.data.missing)",
      })
  void trueOnes(String text) {
    assertThat(Expression.compile(text, VARIABLES).evaluate(VALUES)).isTrue();
  }

  @Test
  void falseOnes() {
    assertThat(Expression.compile("fork || size < 7", VARIABLES).evaluate(VALUES)).isFalse();
  }

  @Test
  void nullIsAValue() {
    Map<String, @Nullable Object> data = new HashMap<>();
    data.put("commit", null);
    assertThat(
            Expression.compile("event.commit == null", VARIABLES).evaluate(Map.of("event", data)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"branch ==", "unknown == 1", "branch == 1", "branch", "size + 1", " "})
  void whatCannotBeMeantIsRefused(String text) {
    assertThatThrownBy(() -> Expression.compile(text, VARIABLES))
        .isInstanceOf(ExpressionProblem.class)
        .hasMessageContaining("expression: ");
  }

  @Test
  void whatHasNoAnswerSaysSo() {
    Expression expression = Expression.compile("event.data.missing == 1", VARIABLES);
    assertThatThrownBy(() -> expression.evaluate(VALUES))
        .isInstanceOf(ExpressionProblem.class)
        .hasMessageContaining("missing");
  }

  @Test
  void tooLongIsRefused() {
    String text = "true" + " || true".repeat(300);
    assertThatThrownBy(() -> Expression.compile(text, VARIABLES))
        .isInstanceOf(ExpressionProblem.class);
  }

  @Test
  void tooDeepIsRefused() {
    String text = "(".repeat(900) + "true" + ")".repeat(900);
    assertThatThrownBy(() -> Expression.compile(text, VARIABLES))
        .isInstanceOf(ExpressionProblem.class);
  }

  /** Three loops in each other over 300 values would be 27 million steps. */
  @Test
  void tooMuchWorkIsStopped() {
    List<Integer> many = IntStream.range(0, 300).boxed().toList();
    Expression expression =
        Expression.compile("event.all(a, event.all(b, event.all(c, a + b + c >= 0)))", VARIABLES);
    assertThatThrownBy(() -> expression.evaluate(Map.of("event", many)))
        .isInstanceOf(ExpressionProblem.class);
  }

  /** No loop of its own, but each step costs. */
  @Test
  void slowStepsAreStopped() {
    List<String> many = Collections.nCopies(9_000, "a".repeat(100_000) + "b");
    Expression expression =
        Expression.compile("event.all(text, text.matches('(a|aa)*(a|aa)*b'))", VARIABLES);
    assertThatThrownBy(() -> expression.evaluate(Map.of("event", many)))
        .isInstanceOf(ExpressionProblem.class)
        .hasMessageContaining("stopped");
  }

  @Test
  void patternsAreBounded() {
    Expression expression = Expression.compile("branch.matches('((a{100}){100}){100}')", VARIABLES);
    assertThatThrownBy(() -> expression.evaluate(VALUES)).isInstanceOf(ExpressionProblem.class);
  }

  @Test
  void deepValuesAreRefused() {
    Object deep = Arrays.asList(1);
    for (int i = 0; i < 100; i++) {
      deep = List.of(deep);
    }
    Object value = deep;
    Expression expression = Expression.compile("event == 1", VARIABLES);
    assertThatThrownBy(() -> expression.evaluate(Map.of("event", value)))
        .isInstanceOf(ExpressionProblem.class);
  }
}
