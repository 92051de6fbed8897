package dev.verdict.coordinator.domain.trigger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What triggers can wait for. */
public enum EventKind {
  PUSH,
  TAG,
  PULL_REQUEST,
  COMMENT,
  RUN_QUEUED,
  RUN_STARTED,
  RUN_FINISHED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<EventKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
