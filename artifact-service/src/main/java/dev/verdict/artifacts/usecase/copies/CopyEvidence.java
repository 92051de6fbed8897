package dev.verdict.artifacts.usecase.copies;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.Refusal;
import dev.verdict.artifacts.usecase.UploadArtifact;
import dev.verdict.artifacts.usecase.copies.CopyQueue.Due;
import dev.verdict.artifacts.usecase.copies.CopyQueue.FailedRun;
import dev.verdict.artifacts.usecase.copies.CopyQueue.Outcome;
import dev.verdict.artifacts.usecase.links.FilesAtCi;
import dev.verdict.artifacts.usecase.links.Problems;
import dev.verdict.artifacts.usecase.links.RemoteFile;
import dev.verdict.plugin.ci.CiProviderError;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import dev.verdict.runtime.lifecycle.BackgroundPass;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes copies of what CI systems hold of failed runs, shortly before they throw it away.
 *
 * <pre>
 *   run failed ──▶ looked at, a few times ──▶ its files with an end ──▶ wait until shortly before it
 *                                                                            │ due
 *   copied, refused, gone ◀── tried ◀────────────────────────────────────────┘
 *                               │ ▲
 *                        failed │ │ a while later, as long as the CI system keeps it
 *                               ▼ │
 *                              waits ── its end has passed ──▶ missed
 * </pre>
 *
 * What waits stands in tables. Whoever dies leaves his work to the next.
 */
public final class CopyEvidence {
  private static final Logger LOG = LoggerFactory.getLogger(CopyEvidence.class);

  /** After an end of a run, and then after each look: a job may bring files for hours. */
  private static final List<Duration> LOOKS =
      List.of(
          Duration.ofMinutes(2), Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24));

  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final int RUNS_AT_ONCE = 16;

  /** Longer than a look, and longer than a copy may take. */
  private static final Duration TAKEN_FOR = CopyFile.WITHIN.multipliedBy(2);

  private static final int MOST_FILES = 1_000;
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final CopyQueue queue;
  private final FilesAtCi files;
  private final CopyFile copying;
  private final CopyRules rules;
  private final CopyMeters meters;
  private final Clock clock;
  private final BackgroundPass background;
  private final Set<Future<Void>> underWay = ConcurrentHashMap.newKeySet();

  public CopyEvidence(
      Vertx vertx,
      CopyQueue queue,
      FilesAtCi files,
      UploadArtifact store,
      CopyRules rules,
      CopyMeters meters,
      Clock clock) {
    this.queue = queue;
    this.files = files;
    this.copying = new CopyFile(files, store, rules);
    this.rules = rules;
    this.meters = meters;
    this.clock = clock;
    this.background = new BackgroundPass(vertx, "Copying evidence", EVERY, () -> pass().map(false));
  }

  /** Where it is off nobody looks, and what waits goes on waiting. */
  public void start() {
    if (rules.on()) {
      background.start();
      background.wake();
    }
  }

  /** These runs have failed. */
  public Future<Void> failed(Collection<UUID> runs) {
    Instant now = clock.instant();
    return runs.isEmpty() || !rules.on()
        ? Future.succeededFuture()
        : queue.failed(runs, now, now.plus(LOOKS.getFirst()));
  }

  /** Looks at what is due to be looked at, and begins with what is due to be copied. */
  public Future<List<Future<Void>>> pass() {
    Instant now = clock.instant();
    return queue
        .takeRuns(now, now.plus(TAKEN_FOR), RUNS_AT_ONCE)
        .compose(runs -> Future.join(runs.stream().map(this::look).toList()))
        .compose(looked -> begin())
        .compose(begun -> queue.waiting().onSuccess(meters::waiting).map(begun));
  }

  /** Never fails: the run is looked at again. */
  private Future<Void> look(FailedRun run) {
    return files
        .of(run.runId(), MOST_FILES)
        .compose(
            found -> {
              Throwable problem = found.problem();
              if (problem != null) {
                LOG.warn("Run {}: files to copy: {}", run.runId(), Problems.words(problem));
              }
              return plan(run.runId(), found.files());
            })
        .recover(
            failure -> {
              LOG.warn("Run {}: no copies could be planned: {}", run.runId(), failure.toString());
              return Future.succeededFuture();
            })
        .compose(planned -> queue.looked(run.runId(), again(run)))
        .otherwiseEmpty();
  }

  private @Nullable Instant again(FailedRun run) {
    return run.looks() < LOOKS.size() ? clock.instant().plus(LOOKS.get(run.looks())) : null;
  }

  private Future<Void> plan(UUID runId, List<RemoteFile> found) {
    Instant now = clock.instant();
    return found.isEmpty()
        ? Future.succeededFuture()
        : queue
            .planned(runId, found.stream().map(RemoteFile::id).toList())
            .compose(known -> queue.plan(runId, CopyPlan.of(rules, known, found, now), now));
  }

  private Future<List<Future<Void>>> begin() {
    int room = rules.concurrency() - underWay.size();
    Instant now = clock.instant();
    return room <= 0
        ? Future.succeededFuture(List.of())
        : queue
            .take(now, now.plus(TAKEN_FOR), room)
            .map(taken -> taken.stream().map(this::begin).toList());
  }

  private Future<Void> begin(Due due) {
    Future<Void> work = copy(due);
    underWay.add(work);
    work.onComplete(
        done -> {
          // There may be more than could be begun at once.
          if (underWay.remove(work)) {
            background.wake();
          }
        });
    return work;
  }

  private Future<Void> copy(Due due) {
    return files
        .find(due.fileId())
        .compose(
            file ->
                file.isEmpty()
                    ? ended(due, Outcome.GONE, "nobody remembers what it was", null)
                    : copying
                        .of(file.get(), due.runId())
                        .compose(copy -> copied(due, copy), failure -> failed(due, failure)))
        .otherwiseEmpty();
  }

  private Future<Void> copied(Due due, Artifact copy) {
    meters.copied(copy.sizeBytes());
    return ended(due, Outcome.COPIED, null, copy.id());
  }

  private Future<Void> failed(Due due, Throwable failure) {
    return switch (failure) {
      case ResourceNotFoundError gone -> ended(due, Outcome.GONE, Problems.words(gone), null);
      case Refusal.TooLarge large -> ended(due, Outcome.REFUSED, large.getMessage(), null);
      // Somebody else was quicker, and the file has changed meanwhile.
      case Refusal.OtherContent there -> ended(due, Outcome.COPIED, null, there.taken().id());
      default -> later(due, failure);
    };
  }

  private Future<Void> later(Due due, Throwable failure) {
    Instant now = clock.instant();
    String why = words(failure);
    if (!now.isBefore(due.retainedUntil())) {
      return ended(due, Outcome.MISSED, why, null);
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(due.tries() - 1, 10));
    Instant next = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    meters.tried("retried");
    LOG.warn("File {} of run {}: not copied yet: {}", due.fileId(), due.runId(), why);
    return queue.later(due.fileId(), next, why);
  }

  private static String words(Throwable failure) {
    return switch (failure) {
      case Refusal refused -> String.valueOf(refused.getMessage());
      case CiProviderError told -> String.valueOf(told.getMessage());
      case TimeoutException late -> "it did not come within " + CopyFile.WITHIN;
      default -> "it could not be copied (" + failure.getClass().getSimpleName() + ")";
    };
  }

  private Future<Void> ended(Due due, Outcome outcome, @Nullable String why, @Nullable UUID copy) {
    meters.tried(outcome.word());
    if (outcome == Outcome.MISSED) {
      LOG.warn("File {} of run {}: its copy was missed: {}", due.fileId(), due.runId(), why);
    }
    return queue.ended(due.fileId(), outcome, why, copy, clock.instant());
  }

  /** What is not done then waits in the table for who comes next. */
  public Future<Void> stop() {
    return background
        .stop()
        .compose(
            quiet ->
                Future.join(List.copyOf(underWay))
                    .timeout(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .transform(done -> Future.<Void>succeededFuture()));
  }
}
