package dev.verdict.coordinator.usecase.subscription;

import dev.verdict.coordinator.domain.subscription.Terms;
import dev.verdict.coordinator.domain.subscription.TypeGlob;
import dev.verdict.runtime.expression.Expression;
import dev.verdict.runtime.expression.ExpressionProblem;
import dev.verdict.runtime.expression.VariableType;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The terms of a subscription as a question to an event. What is cheap is asked first. */
final class EventFilter {
  private static final Map<String, VariableType> VARIABLES =
      Map.of("event", VariableType.ANY, "run", VariableType.ANY);

  private final TypeGlob types;
  private final @Nullable String project;
  private final @Nullable String branch;
  private final @Nullable Expression condition;

  EventFilter(Terms terms) {
    this.types = TypeGlob.anyOf(terms.types());
    this.project = terms.project();
    this.branch = terms.branch();
    this.condition = terms.filter() == null ? null : compile(terms.filter());
  }

  /**
   * @throws ExpressionProblem when it cannot be read
   */
  static Expression compile(String text) {
    return Expression.compile(text, VARIABLES);
  }

  /**
   * @param run what is known of the run; empty where there is none
   * @throws ExpressionProblem when the condition has no answer
   */
  boolean wants(PublishedEvent event, Map<String, Object> run) {
    return types.matches(event.type())
        && (project == null || Objects.equals(project, run.get("project")))
        && (branch == null || Objects.equals(branch, run.get("branch")))
        && (condition == null
            || condition.evaluate(Map.of("event", event.attributes().get(), "run", run)));
  }
}
