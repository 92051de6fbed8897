package dev.verdict.coordinator.inbound.kafka;

import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.message.RunArtifacts;
import dev.verdict.coordinator.usecase.TakeArtifacts;
import dev.verdict.runtime.kafka.BatchHandler;
import dev.verdict.runtime.kafka.ConsumerSpec;
import dev.verdict.runtime.kafka.PoisonRecord;
import dev.verdict.runtime.kafka.Received;
import dev.verdict.runtime.kafka.ReceivedBatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.Locale;
import java.util.Set;

/** Reads {@code verdict.artifacts}: one message for each end of a run, one after the other. */
public final class ArtifactsReader implements BatchHandler {
  /** Each may be half a megabyte. */
  public static final ConsumerSpec GROUP =
      new ConsumerSpec("verdict-coordinator-artifacts", Set.of(Topics.ARTIFACTS), 50);

  private final TakeArtifacts take;
  private final MeterRegistry meters;

  public ArtifactsReader(TakeArtifacts take, MeterRegistry meters) {
    this.take = take;
    this.meters = meters;
  }

  @Override
  public Future<Void> handle(ReceivedBatch batch) {
    Future<Void> taken = Future.succeededFuture();
    for (Received record : batch.records()) {
      taken = taken.compose(before -> take(record));
    }
    return taken;
  }

  private Future<Void> take(Received record) {
    return take.take(read(record))
        .recover(
            failure ->
                Future.failedFuture(
                    isHopeless(failure)
                        ? new PoisonRecord(record, String.valueOf(failure.getMessage()))
                        : failure))
        .map(
            outcome -> {
              meters
                  .counter(
                      "distributed_testing_run_artifacts",
                      "outcome",
                      outcome.name().toLowerCase(Locale.ROOT))
                  .increment();
              return null;
            });
  }

  private static RunArtifacts read(Received record) {
    RunArtifacts told;
    try {
      told = Json.read(record.value(), RunArtifacts.class);
    } catch (IllegalArgumentException e) {
      throw new PoisonRecord(record, String.valueOf(e.getMessage()));
    }
    boolean whole = told.runId() != null && told.links() != null && told.sources() != null;
    if (!whole || told.links().size() > RunArtifacts.MOST_LINKS) {
      throw new PoisonRecord(
          record,
          "run_id, links, sources (expected: all, and at most "
              + RunArtifacts.MOST_LINKS
              + " links)");
    }
    return told;
  }

  private static boolean isHopeless(Throwable failure) {
    return failure instanceof PgException pg
        && NewsReader.HOPELESS.contains(pg.getSqlState().substring(0, 2));
  }
}
