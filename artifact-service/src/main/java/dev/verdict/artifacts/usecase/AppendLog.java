package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.LogGrowth;
import dev.verdict.artifacts.domain.LogKey;
import dev.verdict.artifacts.domain.LogPiece;
import dev.verdict.artifacts.domain.LogState;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Adds pieces to logs. When it completes they are safe on disk; pieces that came before change
 * nothing.
 */
public final class AppendLog {
  private final LogLedger ledger;
  private final LogFiles files;
  private final LogSignals signals;
  private final SealLogs sealing;
  private final LogRules rules;
  private final ArtifactMeters meters;
  private final Clock clock;

  public AppendLog(
      LogLedger ledger,
      LogFiles files,
      LogSignals signals,
      SealLogs sealing,
      LogRules rules,
      ArtifactMeters meters,
      Clock clock) {
    this.ledger = ledger;
    this.files = files;
    this.signals = signals;
    this.sealing = sealing;
    this.rules = rules;
    this.meters = meters;
    this.clock = clock;
  }

  public Future<Void> append(List<LogPiece> pieces) {
    Map<LogKey, List<LogPiece>> byLog = new LinkedHashMap<>();
    pieces.forEach(p -> byLog.computeIfAbsent(p.key(), k -> new java.util.ArrayList<>()).add(p));
    return byLog.isEmpty()
        ? Future.succeededFuture()
        : ledger.load(byLog.keySet()).compose(known -> grow(byLog, known));
  }

  private Future<Void> grow(Map<LogKey, List<LogPiece>> byLog, Map<LogKey, LogState> known) {
    Map<LogKey, LogGrowth> growing = new LinkedHashMap<>();
    byLog.forEach((key, pieces) -> growing.put(key, growth(key, pieces, known)));
    growing.values().removeIf(growth -> !growth.changed());
    Instant now = clock.instant();
    List<LogState> after =
        growing.values().stream().map(growth -> growth.after(now, rules.grace())).toList();
    return Future.join(
            growing.entrySet().stream().map(e -> write(e.getKey(), e.getValue())).toList())
        .compose(written -> ledger.save(after))
        .onSuccess(saved -> tell(after, now));
  }

  private LogGrowth growth(LogKey key, List<LogPiece> pieces, Map<LogKey, LogState> known) {
    LogPiece first = pieces.get(0);
    LogState before =
        Objects.requireNonNullElseGet(
            known.get(key), () -> LogState.open(key, first.runId(), first.workerId()));
    LogGrowth growth = new LogGrowth(before, rules.limit());
    pieces.forEach(piece -> meters.logPiece(growth.add(piece)));
    return growth;
  }

  private Future<Void> write(LogKey key, LogGrowth growth) {
    return growth.writes().isEmpty()
        ? Future.succeededFuture()
        : files.write(key, growth.writes(), growth.newHoles());
  }

  private void tell(List<LogState> after, Instant now) {
    after.forEach(log -> signals.signal(log.key()));
    if (after.stream().anyMatch(log -> log.dueAt() != null && !log.dueAt().isAfter(now))) {
      sealing.wake();
    }
  }
}
