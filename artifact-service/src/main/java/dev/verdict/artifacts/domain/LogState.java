package dev.verdict.artifacts.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a log is.
 *
 * <pre>
 *  open ──last piece, nothing missing──▶ due at once ──▶ sealed, raw file gone
 *   │                                                      ▲
 *   ├──last piece, something missing ─▶ due after a grace ─┤
 *   └──the attempt ended────────────▶ due after a grace ───┤
 *                                                          │ raw file stays a while
 *   open again ◀── a late piece brings new bytes ──────────┘
 * </pre>
 *
 * @param workerId who writes it; absent while only the end of the attempt is known
 * @param covered what is durably on disk
 * @param seen the end of the furthest piece that came, kept or not
 * @param length where it ends, once the last piece came
 * @param rawGone whether the file that grows is removed: nothing can be added any more
 * @param revision grows with every change
 */
public record LogState(
    LogKey key,
    UUID runId,
    @Nullable UUID workerId,
    Coverage covered,
    long seen,
    @Nullable Long length,
    @Nullable Instant dueAt,
    @Nullable Instant sealedAt,
    boolean rawGone,
    @Nullable UUID artifactId,
    long revision) {

  public static LogState open(LogKey key, UUID runId, @Nullable UUID workerId) {
    return new LogState(key, runId, workerId, Coverage.NONE, 0, null, null, null, false, null, 0);
  }

  /**
   * Nothing more will come: the last piece is here and no byte before it is missing, but for those
   * over the bound.
   */
  public boolean isWhole(long limit) {
    return length != null && covered.covers(new Span(0, Math.min(length, limit)));
  }

  /** It had bytes, and was closed without becoming an artifact, as when its run is purged. */
  public boolean isLost() {
    return sealedAt != null && artifactId == null && covered.end() > 0;
  }

  /** Who follows may go: it is sealed, or everything is here. */
  public boolean isFinished(long limit) {
    return sealedAt != null || isWhole(limit);
  }
}
