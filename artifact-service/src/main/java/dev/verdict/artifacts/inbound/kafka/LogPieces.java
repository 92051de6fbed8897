package dev.verdict.artifacts.inbound.kafka;

import dev.verdict.artifacts.domain.LogKey;
import dev.verdict.artifacts.domain.LogPiece;
import dev.verdict.artifacts.usecase.AppendLog;
import dev.verdict.artifacts.usecase.ArtifactMeters;
import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.message.LogChunk;
import dev.verdict.runtime.kafka.BatchHandler;
import dev.verdict.runtime.kafka.PoisonRecord;
import dev.verdict.runtime.kafka.Received;
import dev.verdict.runtime.kafka.ReceivedBatch;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads {@link Topics#LOGS}: pieces that a worker signed go into their logs, others change nothing
 * and are counted.
 */
public final class LogPieces implements BatchHandler {
  private final TokenCheck tokens;
  private final AppendLog append;
  private final ArtifactMeters meters;

  /** Tells whose token a record carries. */
  @FunctionalInterface
  public interface TokenCheck {
    Future<Optional<UUID>> workerOf(Received record);
  }

  public LogPieces(TokenCheck tokens, AppendLog append, ArtifactMeters meters) {
    this.tokens = tokens;
    this.append = append;
    this.meters = meters;
  }

  @Override
  public Future<Void> handle(ReceivedBatch batch) {
    Map<String, Future<Optional<UUID>>> workers = new HashMap<>();
    List<LogPiece> pieces = new ArrayList<>();
    for (Received record : batch.records()) {
      pieces.add(piece(record));
      workers.computeIfAbsent(record.header(Topics.TOKEN_HEADER), token -> tokens.workerOf(record));
    }
    return Future.join(List.copyOf(workers.values()))
        .compose(checked -> append.append(signed(batch.records(), pieces, workers)));
  }

  private List<LogPiece> signed(
      List<Received> records, List<LogPiece> pieces, Map<String, Future<Optional<UUID>>> workers) {
    List<LogPiece> signed = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      LogPiece piece = pieces.get(i);
      Future<Optional<UUID>> worker = workers.get(records.get(i).header(Topics.TOKEN_HEADER));
      if (worker != null && worker.result().equals(Optional.of(piece.workerId()))) {
        signed.add(piece);
      } else {
        meters.badToken();
      }
    }
    return signed;
  }

  private static LogPiece piece(Received record) {
    try {
      LogChunk chunk = Json.read(record.header(LogChunk.HEADER), LogChunk.class);
      LogKey key = new LogKey(chunk.attempt().taskId(), chunk.attempt().attempt());
      return new LogPiece(
          key,
          chunk.attempt().runId(),
          chunk.workerId(),
          chunk.offset(),
          chunk.last(),
          record.value());
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new PoisonRecord(record, "header " + LogChunk.HEADER + ": " + e.getMessage());
    }
  }
}
