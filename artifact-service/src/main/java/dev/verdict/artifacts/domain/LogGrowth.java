package dev.verdict.artifacts.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes the pieces of one log and says what is to be written and how the log stands then. Pieces
 * that came before, or from somebody else, change nothing.
 */
public final class LogGrowth {
  /** Bytes to be written at their offset. */
  public record Write(long offset, byte[] bytes) {}

  /** What became of a piece. */
  public enum Fate {
    KEPT,
    DUPLICATE,
    CUT,
    LATE,
    FOREIGN,
    SCATTERED
  }

  private final LogState before;
  private final long limit;
  private final List<Write> writes = new ArrayList<>();
  private @Nullable UUID workerId;
  private Coverage covered;
  private long seen;
  private @Nullable Long length;
  private boolean newBytes;

  public LogGrowth(LogState before, long limit) {
    this.before = before;
    this.limit = limit;
    this.workerId = before.workerId();
    this.covered = before.covered();
    this.seen = before.seen();
    this.length = before.length();
  }

  public Fate add(LogPiece piece) {
    if (isForeign(piece)) {
      return Fate.FOREIGN;
    }
    workerId = piece.workerId();
    Span span = piece.span();
    Span kept = new Span(Math.min(span.from(), limit), Math.min(span.to(), limit));
    Fate fate = keep(piece, kept);
    if (fate != Fate.SCATTERED && fate != Fate.LATE) {
      seen = Math.max(seen, span.to());
      if (piece.last()) {
        length = span.to();
      }
    }
    return fate == Fate.KEPT && kept.length() < span.length() ? Fate.CUT : fate;
  }

  private boolean isForeign(LogPiece piece) {
    return !before.runId().equals(piece.runId())
        || (workerId != null && !workerId.equals(piece.workerId()));
  }

  private Fate keep(LogPiece piece, Span kept) {
    if (covered.covers(kept)) {
      return piece.span().length() > kept.length() ? Fate.CUT : Fate.DUPLICATE;
    }
    if (before.rawGone()) {
      return Fate.LATE;
    }
    Coverage wider = covered.with(kept);
    if (wider.tooScattered()) {
      return Fate.SCATTERED;
    }
    covered = wider;
    newBytes = true;
    writes.add(new Write(kept.from(), Arrays.copyOf(piece.bytes(), (int) kept.length())));
    return Fate.KEPT;
  }

  public List<Write> writes() {
    return List.copyOf(writes);
  }

  /** Holes that were not there in this shape before, and that need a note. */
  public List<Span> newHoles() {
    List<Span> old = before.covered().holes();
    return covered.holes().stream().filter(hole -> !old.contains(hole)).toList();
  }

  /** A log whose raw file is gone is closed for good: whatever comes after tells nothing new. */
  public boolean changed() {
    return !before.rawGone()
        && (newBytes
            || seen != before.seen()
            || !Objects.equals(length, before.length())
            || !Objects.equals(workerId, before.workerId()));
  }

  /** How the log stands once everything is written. */
  public LogState after(Instant now, Duration grace) {
    LogState grown =
        new LogState(
            before.key(),
            before.runId(),
            workerId,
            covered,
            seen,
            length,
            before.dueAt(),
            newBytes ? null : before.sealedAt(),
            before.rawGone(),
            before.artifactId(),
            before.revision() + 1);
    return due(grown, now, grace);
  }

  private LogState due(LogState log, Instant now, Duration grace) {
    Instant due = log.dueAt();
    if (log.sealedAt() == null && log.isWhole(limit)) {
      due = now;
    } else if (newBytes && (due != null || log.length() != null)) {
      // It was to be sealed, and still something came: wait whether there is more.
      due = now.plus(grace);
    }
    return new LogState(
        log.key(),
        log.runId(),
        log.workerId(),
        log.covered(),
        log.seen(),
        log.length(),
        due,
        log.sealedAt(),
        log.rawGone(),
        log.artifactId(),
        log.revision());
  }
}
