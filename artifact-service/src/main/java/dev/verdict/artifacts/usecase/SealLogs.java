package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.ArtifactType;
import dev.verdict.artifacts.domain.ContentType;
import dev.verdict.artifacts.domain.FileName;
import dev.verdict.artifacts.domain.LogKey;
import dev.verdict.artifacts.domain.LogNotes;
import dev.verdict.artifacts.domain.LogState;
import dev.verdict.artifacts.domain.Place;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.artifacts.domain.Tags;
import dev.verdict.contract.Ids;
import dev.verdict.runtime.lifecycle.BackgroundPass;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns logs that have ended into artifacts. What is due stands in the ledger, so a crash forgets
 * nothing.
 */
public final class SealLogs {
  /** Where a log stands among its attempt's artifacts; no upload can take the place. */
  public static final String PATH = UploadArtifact.RESERVED + "output.log";

  private static final Logger LOG = LoggerFactory.getLogger(SealLogs.class);
  private static final int AT_ONCE = 16;
  private static final long WORTH_COMPRESSING = 8 * 1024;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final LogLedger ledger;
  private final LogFiles files;
  private final Staging staging;
  private final LogSignals signals;
  private final LogRules rules;
  private final Duration retention;
  private final Clock clock;
  private final BackgroundPass background;

  public SealLogs(
      Vertx vertx,
      LogLedger ledger,
      LogFiles files,
      Staging staging,
      LogSignals signals,
      LogRules rules,
      Duration retention,
      Clock clock) {
    this.vertx = vertx;
    this.ledger = ledger;
    this.files = files;
    this.staging = staging;
    this.signals = signals;
    this.rules = rules;
    this.retention = retention;
    this.clock = clock;
    this.background =
        new BackgroundPass(vertx, "Sealing logs", LogRules.FALLBACK_POLL, this::sealDue);
  }

  public void start() {
    background.start();
    background.wake();
  }

  public Future<Void> stop() {
    return background.stop();
  }

  public void wake() {
    background.wake();
  }

  public void wakeIn(Duration time) {
    vertx.setTimer(Math.max(1, time.toMillis()), now -> background.wake());
  }

  /** One pass over what is due; says whether there may be more. */
  public Future<Boolean> sealDue() {
    return ledger
        .due(clock.instant(), AT_ONCE)
        .compose(
            due ->
                Future.join(due.stream().map(this::sealOne).toList()).map(due.size() == AT_ONCE));
  }

  /** Never fails: a log that cannot be sealed now must not hold up the others. */
  private Future<Void> sealOne(LogLedger.Due due) {
    LogKey key = due.log().key();
    return seal(due.log(), due.taskName())
        .recover(
            failure -> {
              LOG.warn("Log {}: cannot be sealed now: {}", key, failure.toString());
              return ledger.postpone(key, clock.instant().plus(AFTER_FAILURE)).otherwiseEmpty();
            });
  }

  private Future<Void> seal(LogState log, @Nullable String taskName) {
    long end = log.covered().end();
    if (end == 0) {
      return enter(log, null);
    }
    boolean compress = rules.compress() && end >= WORTH_COMPRESSING;
    return files
        .stage(log.key(), end, LogNotes.atEnd(log, rules.limit()), compress)
        .compose(
            file ->
                enter(log, new LogLedger.SealedLog(artifact(log, taskName, file), file))
                    .eventually(() -> staging.discard(file)))
        .recover(failure -> sealWithoutFile(log, failure));
  }

  private Future<Void> sealWithoutFile(LogState log, Throwable failure) {
    if (failure instanceof NoSuchFileException) {
      LOG.error("Log {}: its file is missing in the store", log.key());
      return enter(log, null);
    }
    return Future.failedFuture(failure);
  }

  private Future<Void> enter(LogState log, LogLedger.@Nullable SealedLog kept) {
    boolean whole = log.isWhole(rules.limit());
    return ledger
        .seal(log, kept, whole, clock.instant())
        .compose(done -> done && whole ? files.remove(log.key()) : Future.succeededFuture())
        .onSuccess(removed -> signals.signal(log.key()));
  }

  private Artifact artifact(LogState log, @Nullable String taskName, StagedFile file) {
    LogKey key = log.key();
    UUID id = Objects.requireNonNullElseGet(log.artifactId(), Ids::next);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String name = Objects.requireNonNullElse(taskName, key.taskId().toString());
    return new Artifact(
        id,
        new Place(log.runId(), key.taskId(), key.attempt()),
        FileName.of(name, key.taskId().toString()) + ".log",
        PATH,
        Tags.of(ArtifactType.LOG),
        ContentType.TEXT,
        file.sizeBytes(),
        file.digest(),
        now,
        now.plus(retention),
        null);
  }
}
