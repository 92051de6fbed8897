package dev.verdict.reporter.domain;

import dev.verdict.contract.event.EventData;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who ran an attempt, from when. Told when it starts and again when it ends; of all that tell it,
 * the event with the highest sequence decides.
 */
public record AttemptStart(
    @Nullable Long startedSequence,
    @Nullable UUID workerId,
    @Nullable String workerName,
    @Nullable List<String> hardware,
    @Nullable Instant startTime) {

  public static final AttemptStart UNKNOWN = new AttemptStart(null, null, null, null, null);

  AttemptStart told(long sequence, EventData.@Nullable Worker worker, @Nullable Instant at) {
    boolean saysNothing = worker == null && at == null;
    if (saysNothing || (startedSequence != null && startedSequence > sequence)) {
      return this;
    }
    return new AttemptStart(
        sequence,
        worker == null ? null : worker.id(),
        worker == null ? null : worker.name(),
        worker == null ? null : worker.hardware(),
        at);
  }
}
