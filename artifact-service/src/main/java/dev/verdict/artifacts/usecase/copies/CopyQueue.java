package dev.verdict.artifacts.usecase.copies;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Failed runs whose files are to be looked for, and files that are to be copied; both last. */
public interface CopyQueue {
  /** Those of the runs that belong to a run of a CI system are to be looked at then. */
  Future<Void> failed(Collection<UUID> runs, Instant now, Instant lookAt);

  /**
   * A run that is to be looked at.
   *
   * @param looks how often it was, this time included
   */
  record FailedRun(UUID runId, int looks) {}

  /** Those that are due; nobody else gets them until then. */
  Future<List<FailedRun>> takeRuns(Instant now, Instant until, int most);

  /**
   * @param again when to look again; null for never
   */
  Future<Void> looked(UUID runId, @Nullable Instant again);

  /**
   * What is planned already.
   *
   * @param ofRun sizes of the files of the run that are copied, or will be
   * @param known those of the files asked about that somebody has planned or refused before
   */
  record Known(Map<UUID, Long> ofRun, Set<UUID> known) {}

  Future<Known> planned(UUID runId, Collection<UUID> files);

  /**
   * A file that is to be copied.
   *
   * @param refused why it is not to be copied; null if it is
   */
  record Planned(
      UUID fileId, long bytes, Instant retainedUntil, Instant dueAt, @Nullable String refused) {}

  Future<Void> plan(UUID runId, List<Planned> files, Instant now);

  /**
   * A file that is due.
   *
   * @param tries how often it was tried, this time included
   */
  record Due(UUID fileId, UUID runId, Instant retainedUntil, int tries) {}

  /** Those that are due; nobody else gets them until then. */
  Future<List<Due>> take(Instant now, Instant until, int most);

  Future<Void> later(UUID fileId, Instant due, String why);

  /** How it ended. */
  enum Outcome {
    COPIED,
    /** Larger than it may be, or one too many. */
    REFUSED,
    /** The CI system had it no more when we came. */
    GONE,
    /** The CI system gave it until its time was over to nobody. */
    MISSED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param copy what our store has of it
   */
  Future<Void> ended(
      UUID fileId, Outcome outcome, @Nullable String why, @Nullable UUID copy, Instant now);

  /** Nothing more of this run is copied. */
  Future<Void> drop(UUID runId, String why, Instant now);

  /** Files of CI systems and what our store has of them, as far as it has. */
  Future<Map<UUID, UUID>> kept(Collection<UUID> files, Instant now);

  Future<Long> waiting();

  Future<Integer> forgetRuns(Instant heardBefore, int most);

  Future<Integer> forget(Instant endedBefore, int most);
}
