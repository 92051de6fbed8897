package dev.verdict.coordinator.domain.trigger;

import dev.verdict.runtime.expression.Expression;
import dev.verdict.runtime.expression.ExpressionProblem;
import dev.verdict.runtime.expression.VariableType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that must hold for a trigger to fire. Whoever asks why it did not, is told it all. */
final class Condition {
  private final TriggerAction action;
  private final TriggerSpec.Match match;
  private final Set<EventKind> events;
  private final List<String> pullRequestActions;
  private final @Nullable Expression when;

  Condition(TriggerAction action, TriggerSpec.Match match) {
    this.action = action;
    this.match = match;
    this.events =
        match.events() == null || match.events().isEmpty()
            ? action.events()
            : match.events().stream()
                .map(word -> EventKind.of(word).orElseThrow())
                .collect(Collectors.toSet());
    this.pullRequestActions =
        match.actions() == null || match.actions().isEmpty()
            ? action.pullRequestActions()
            : match.actions();
    this.when = match.when() == null ? null : compile(match.when());
  }

  static Expression compile(String text) {
    return Expression.compile(text, VARIABLES);
  }

  private static final Pattern SHA = Pattern.compile("[0-9a-f]{7,40}");
  private static final Map<String, VariableType> VARIABLES = variables();

  private static Map<String, VariableType> variables() {
    Map<String, VariableType> types = new HashMap<>();
    for (String text :
        List.of(
            "provider",
            "event",
            "repository",
            "branch",
            "tag",
            "base_branch",
            "sha",
            "number",
            "action",
            "sender",
            "text",
            "state")) {
      types.put(text, VariableType.TEXT);
    }
    types.put("fork", VariableType.FLAG);
    types.put("labels", VariableType.TEXTS);
    types.put("paths", VariableType.TEXTS);
    return Map.copyOf(types);
  }

  List<String> against(EventFacts event) {
    List<String> against = new ArrayList<>();
    name(against, "provider", event.provider(), match.providers());
    name(against, "repository", event.repository(), match.repositories());
    if (!events.contains(event.kind())) {
      against.add(
          said(
              "event",
              event.kind().word(),
              events.stream().map(EventKind::word).sorted().toList()));
    }
    refs(against, event);
    pullRequest(against, event);
    paths(against, event);
    if (action == TriggerAction.START_RUN) {
      startable(against, event);
    }
    if (when != null && against.isEmpty()) {
      expression(against, when, event);
    }
    return against;
  }

  private void refs(List<String> against, EventFacts event) {
    boolean forTags = !orEmpty(match.tags()).isEmpty();
    boolean forBranches = !orEmpty(match.branches()).isEmpty();
    switch (event.kind()) {
      case TAG -> {
        if (forTags) {
          name(against, "tag", event.tag(), match.tags());
        } else if (forBranches) {
          against.add(said("event", "tag", match.branches()) + ", which are branches");
        }
      }
      case PUSH -> {
        if (forBranches) {
          name(against, "branch", event.branch(), match.branches());
        } else if (forTags) {
          against.add(said("event", "push", match.tags()) + ", which are tags");
        }
      }
      case PULL_REQUEST -> {
        if (forTags && !forBranches) {
          against.add(said("event", "pull_request", match.tags()) + ", which are tags");
        } else {
          name(against, "base branch", event.baseBranch(), match.branches());
        }
      }
      default -> {
        if (!event.branch().isEmpty()) {
          name(against, "branch", event.branch(), match.branches());
        }
      }
    }
  }

  private void pullRequest(List<String> against, EventFacts event) {
    List<String> labels = orEmpty(match.labels());
    if (!labels.isEmpty()
        && event.labels().stream().noneMatch(label -> Glob.anyFits(labels, label))) {
      against.add(said("labels", String.join(", ", event.labels()), labels));
    }
    if (event.kind() != EventKind.PULL_REQUEST) {
      return;
    }
    if (!pullRequestActions.contains(event.action())) {
      against.add(said("action", event.action(), pullRequestActions));
    }
    if (event.fork() && !Boolean.TRUE.equals(match.forks()) && action == TriggerAction.START_RUN) {
      against.add(
          "fork: the code is from another repository (expected: one of ours, or match.forks:"
              + " true)");
    }
  }

  /** Who does not tell all paths may have changed any: better a run too many than one too few. */
  private void paths(List<String> against, EventFacts event) {
    List<String> paths = orEmpty(match.paths());
    if (paths.isEmpty() || !event.pathsComplete()) {
      return;
    }
    if (event.paths().stream().noneMatch(path -> Glob.anyFits(paths, path))) {
      against.add(said("paths", event.paths().size() + " changed files, none fits", paths));
    }
  }

  private static void startable(List<String> against, EventFacts event) {
    if (event.gone()) {
      against.add("the branch or tag is deleted, so there is nothing to run");
    } else if (event.sha().isEmpty()) {
      against.add("the event names no commit");
    } else if (!SHA.matcher(event.sha()).matches()) {
      against.add(
          "commit: "
              + event.sha()
              + " (expected: 40 digits, or the first of them, of which the rest is asked for)");
    }
  }

  private static void expression(List<String> against, Expression when, EventFacts event) {
    try {
      if (!when.evaluate(event.variables())) {
        against.add("when: " + when + " is false");
      }
    } catch (ExpressionProblem noAnswer) {
      against.add("when: " + noAnswer.getMessage());
    }
  }

  private static void name(
      List<String> against, String what, String value, @Nullable List<String> patterns) {
    if (!Glob.anyFits(orEmpty(patterns), value)) {
      against.add(said(what, value, orEmpty(patterns)));
    }
  }

  private static String said(String what, String value, @Nullable List<String> expected) {
    return what
        + ": "
        + (value.isEmpty() ? "none" : value)
        + " (expected: "
        + String.join(", ", orEmpty(expected))
        + ")";
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}
