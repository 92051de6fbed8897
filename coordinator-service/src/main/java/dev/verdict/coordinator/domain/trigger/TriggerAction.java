package dev.verdict.coordinator.domain.trigger;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a trigger does, with the events and the actions of pull requests that it waits for. */
public enum TriggerAction {
  START_RUN(
      Set.of(EventKind.PUSH, EventKind.TAG, EventKind.PULL_REQUEST),
      List.of("opened", "updated", "reopened")),
  CANCEL(Set.of(EventKind.PUSH, EventKind.PULL_REQUEST), List.of("updated", "closed", "merged")),
  RERUN(Set.of(EventKind.COMMENT), List.of()),
  FOLLOW(Set.of(EventKind.RUN_QUEUED, EventKind.RUN_STARTED, EventKind.RUN_FINISHED), List.of());

  private final Set<EventKind> events;
  private final List<String> actions;

  TriggerAction(Set<EventKind> events, List<String> actions) {
    this.events = events;
    this.actions = actions;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<TriggerAction> of(String word) {
    return Arrays.stream(values()).filter(action -> action.word().equals(word)).findFirst();
  }

  /** The only ones that it can do something with, and those that it waits for unless told. */
  Set<EventKind> events() {
    return events;
  }

  List<String> pullRequestActions() {
    return actions;
  }
}
