package dev.verdict.coordinator.domain.trigger;

import dev.verdict.runtime.expression.ExpressionProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds everything in a trigger that cannot be meant, when it is written and not when it fires. */
final class TriggerCheck {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/()+-]{0,99}");
  private static final Pattern AXIS = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,49}");
  private static final List<String> PULL_REQUEST_ACTIONS =
      List.of("opened", "updated", "reopened", "closed", "merged", "labelled", "other");
  private static final int MOST_PATTERNS = 100;
  private static final int LONGEST_PATTERN = 300;
  private static final int LONGEST_FOLLOWING = 604_800;

  private final List<BadTrigger.Fault> faults = new ArrayList<>();

  private TriggerCheck() {}

  static void check(TriggerSpec spec) {
    TriggerCheck check = new TriggerCheck();
    check.whole(spec);
    if (!check.faults.isEmpty()) {
      throw new BadTrigger(check.faults);
    }
  }

  private void whole(TriggerSpec spec) {
    if (spec.name() == null || !NAME.matcher(spec.name()).matches()) {
      wrong("name", spec.name(), "1 to 100 letters, digits, spaces and ._/()+-");
    }
    TriggerAction action =
        spec.action() == null ? null : TriggerAction.of(spec.action()).orElse(null);
    if (action == null) {
      wrong(
          "action",
          spec.action(),
          Arrays.stream(TriggerAction.values())
              .map(TriggerAction::word)
              .collect(Collectors.joining(", ", "one of ", "")));
      return;
    }
    match(action, spec.matching());
    if (action != TriggerAction.START_RUN && spec.run() != null) {
      wrong("run", "given", "nothing: only start-run starts one");
    }
    if (action != TriggerAction.RERUN && spec.rerun() != null) {
      wrong("rerun", "given", "nothing: only the action rerun has it");
    }
    if (action != TriggerAction.FOLLOW && spec.follow() != null) {
      wrong("follow", "given", "nothing: only the action follow has it");
    }
    if (action == TriggerAction.START_RUN) {
      run(spec.starting());
    }
    if (action == TriggerAction.FOLLOW) {
      follow(spec.following());
    }
  }

  private void match(TriggerAction action, TriggerSpec.Match match) {
    patterns("match.providers", match.providers());
    patterns("match.repositories", match.repositories());
    patterns("match.branches", match.branches());
    patterns("match.tags", match.tags());
    patterns("match.paths", match.paths());
    patterns("match.labels", match.labels());
    for (String word : orEmpty(match.events())) {
      EventKind kind = EventKind.of(word).orElse(null);
      if (kind == null || !action.events().contains(kind)) {
        wrong(
            "match.events",
            word,
            action.word()
                + " can use "
                + action.events().stream()
                    .map(EventKind::word)
                    .sorted()
                    .collect(Collectors.joining(", ")));
      }
    }
    for (String word : orEmpty(match.actions())) {
      if (!PULL_REQUEST_ACTIONS.contains(word)) {
        wrong("match.actions", word, "one of " + String.join(", ", PULL_REQUEST_ACTIONS));
      }
    }
    if (match.when() != null) {
      try {
        Condition.compile(match.when());
      } catch (ExpressionProblem problem) {
        wrong("match.when", match.when(), String.valueOf(problem.getMessage()));
      }
    }
  }

  private void patterns(String field, @Nullable List<String> patterns) {
    if (orEmpty(patterns).size() > MOST_PATTERNS) {
      wrong(field, orEmpty(patterns).size() + " patterns", "at most " + MOST_PATTERNS);
    }
    for (String pattern : orEmpty(patterns)) {
      if (pattern == null || pattern.isBlank() || pattern.length() > LONGEST_PATTERN) {
        wrong(field, pattern, "a pattern of 1 to " + LONGEST_PATTERN + " characters");
      }
    }
  }

  private void follow(TriggerSpec.Follow follow) {
    patterns("follow.artifacts", follow.artifacts());
    patterns("follow.reports", follow.reports());
    Integer timeout = follow.timeout();
    if (timeout != null && (timeout < 1 || timeout > LONGEST_FOLLOWING)) {
      wrong("follow.timeout", timeout.toString(), "seconds from 1 to " + LONGEST_FOLLOWING);
    }
  }

  private void run(TriggerSpec.Run run) {
    boolean command = !orEmpty(run.command()).isEmpty();
    boolean files = !orEmpty(run.files()).isEmpty();
    boolean pattern = !orEmpty(run.pattern()).isEmpty();
    if (command && (files || pattern || run.runner() != null)) {
      wrong("run.command", "given", "a command, or a runner with files or a pattern");
    }
    if (files && pattern) {
      wrong("run.pattern", "given besides run.files", "one of the two");
    }
    patterns("run.pattern", run.pattern());
    noNulls("run.command", run.command());
    noNulls("run.arguments", run.arguments());
    noNulls("run.files", run.files());
    noNulls("run.environment", run.environment() == null ? null : run.environment().values());
    axes(run.matrix() == null ? Map.of() : run.matrix());
    if (run.url() != null && run.url().isBlank()) {
      wrong("run.url", run.url(), "an address to clone from");
    }
  }

  /** As YAML has them where nothing stands behind a name. */
  private void noNulls(String field, @Nullable Collection<String> values) {
    if (values != null && values.stream().anyMatch(Objects::isNull)) {
      wrong(field, "a value that is missing", "a text, \"\" for an empty one");
    }
  }

  private void axes(Map<String, List<String>> matrix) {
    matrix.forEach(
        (axis, values) -> {
          if (!AXIS.matcher(axis).matches()) {
            wrong("run.matrix", axis, "a name of letters, digits and _");
          }
          if (values == null || values.isEmpty() || values.contains(null)) {
            wrong("run.matrix." + axis, "no value", "at least one");
          }
        });
    if (Matrix.size(matrix) > Matrix.MOST) {
      wrong("run.matrix", "more combinations", "at most " + Matrix.MOST);
    }
  }

  private void wrong(String field, @Nullable String value, String expected) {
    faults.add(new BadTrigger.Fault(field, value == null ? "none" : value, expected));
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}
