package dev.verdict.runtime.kafka;

import io.vertx.core.Future;

/**
 * What is done with the records of one partition.
 *
 * <p>When the future succeeds, all of them are finished and will not come again, unless the process
 * dies before the commit: so the handler must bear to see a record twice. When it fails with {@link
 * PoisonRecord}, that record is parked and the others come again. When it fails otherwise, all of
 * them come again after a while.
 */
@FunctionalInterface
public interface BatchHandler {
  Future<Void> handle(ReceivedBatch batch);
}
