package dev.verdict.artifacts.inbound.kafka;

import dev.verdict.artifacts.domain.LogKey;
import dev.verdict.artifacts.domain.LogPiece;
import dev.verdict.artifacts.usecase.AppendLog;
import dev.verdict.artifacts.usecase.ArtifactMeters;
import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.message.AttemptRef;
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
import java.util.UUID;

/**
 * Reads {@link Topics#LOGS}: pieces that a worker signed go into their logs, others change nothing
 * and are counted.
 */
public final class LogPieces implements BatchHandler {
  private final Provenance provenance;
  private final AppendLog append;
  private final ArtifactMeters meters;

  /** Whether a record comes from the worker that it names, who was given the attempt. */
  @FunctionalInterface
  public interface Provenance {
    Future<Boolean> isGenuine(Received record, UUID worker, AttemptRef attempt);
  }

  /** What one look decides for all records that say the same. */
  private record Claim(String token, String pass, UUID worker, LogKey key, UUID run) {
    static Claim of(Received record, LogPiece piece) {
      return new Claim(
          record.header(Topics.TOKEN_HEADER),
          record.header(Topics.PASS_HEADER),
          piece.workerId(),
          piece.key(),
          piece.runId());
    }

    AttemptRef attempt() {
      return new AttemptRef(run, key.taskId(), key.attempt());
    }
  }

  public LogPieces(Provenance provenance, AppendLog append, ArtifactMeters meters) {
    this.provenance = provenance;
    this.append = append;
    this.meters = meters;
  }

  @Override
  public Future<Void> handle(ReceivedBatch batch) {
    List<LogPiece> pieces = new ArrayList<>();
    List<Future<Boolean>> genuine = new ArrayList<>();
    Map<Claim, Future<Boolean>> looks = new HashMap<>();
    for (Received record : batch.records()) {
      LogPiece piece = piece(record);
      pieces.add(piece);
      genuine.add(
          looks.computeIfAbsent(
              Claim.of(record, piece),
              claim -> provenance.isGenuine(record, claim.worker(), claim.attempt())));
    }
    return Future.join(List.copyOf(looks.values()))
        .compose(looked -> append.append(genuine(pieces, genuine)));
  }

  private List<LogPiece> genuine(List<LogPiece> pieces, List<Future<Boolean>> genuine) {
    List<LogPiece> ours = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      if (genuine.get(i).result()) {
        ours.add(pieces.get(i));
      } else {
        meters.badToken();
      }
    }
    return ours;
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
