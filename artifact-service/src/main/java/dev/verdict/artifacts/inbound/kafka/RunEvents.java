package dev.verdict.artifacts.inbound.kafka;

import dev.verdict.artifacts.usecase.HearOfRuns;
import dev.verdict.contract.event.CloudEventCodec;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.runtime.kafka.BatchHandler;
import dev.verdict.runtime.kafka.PoisonRecord;
import dev.verdict.runtime.kafka.Received;
import dev.verdict.runtime.kafka.ReceivedBatch;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@link dev.verdict.contract.Topics#EVENTS}. */
public final class RunEvents implements BatchHandler {
  private final HearOfRuns hear;

  public RunEvents(HearOfRuns hear) {
    this.hear = hear;
  }

  @Override
  public Future<Void> handle(ReceivedBatch batch) {
    List<RunEvent> events = new ArrayList<>();
    for (Received record : batch.records()) {
      decode(record).ifPresent(events::add);
    }
    return hear.hear(events);
  }

  private static Optional<RunEvent> decode(Received record) {
    try {
      return CloudEventCodec.decode(record.headers(), record.value());
    } catch (RuntimeException e) {
      throw new PoisonRecord(record, String.valueOf(e.getMessage()));
    }
  }
}
