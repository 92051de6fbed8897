package dev.verdict.runtime.kafka;

import io.vertx.core.Future;

/** Where poison records are kept, visible, so that the partition can go on. */
@FunctionalInterface
public interface ParkingLot {
  /**
   * Completes when the record is kept durably; while it fails, the partition stands still, since
   * nothing may be lost.
   */
  Future<Void> park(Received record, String why);
}
