package dev.verdict.reporter.domain.flaky;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A test that somebody has put aside for a while: it runs, its failure is shown and keeps its
 * verdict, and does not count for the gate.
 *
 * <pre>
 *  open ──expires_at──▶ expired
 *   │ ──somebody, or enough passes on end──▶ ended
 *   └──failures on end──▶ open, broken: the alarm
 * </pre>
 *
 * @param passes runs on end in which it was good; {@code failures} those in which it was bad
 * @param brokenSince since when it has failed so often on end that it is no chance any more
 */
public record Quarantine(
    UUID id,
    @Nullable String project,
    String testId,
    String owner,
    @Nullable String ticket,
    @Nullable String reason,
    Instant expiresAt,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    String updatedBy,
    @Nullable Instant endedAt,
    @Nullable String endedBy,
    @Nullable String endedWhy,
    int passes,
    int failures,
    @Nullable Instant brokenSince,
    @Nullable UUID lastRun) {

  /** Where it stands. */
  public enum State {
    ACTIVE,
    BROKEN,
    EXPIRED,
    ENDED;

    @com.fasterxml.jackson.annotation.JsonValue
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public State state(Instant now) {
    if (endedAt != null) {
      return State.ENDED;
    }
    if (!now.isBefore(expiresAt)) {
      return State.EXPIRED;
    }
    return brokenSince == null ? State.ACTIVE : State.BROKEN;
  }
}
