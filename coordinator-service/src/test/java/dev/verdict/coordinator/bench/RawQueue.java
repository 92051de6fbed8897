package dev.verdict.coordinator.bench;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the database can do: two statements for each batch, on the same table with the same indexes,
 * and nothing told to anybody.
 */
final class RawQueue {
  private static final String LEASE =
      "update coordinator.tasks set status = 'assigned', attempt = attempt + 1,"
          + " leased_at = clock_timestamp(), lease_until = clock_timestamp() + interval '30 s'"
          + " where id in (select id from coordinator.tasks where class = 1 and status = 'pending'"
          + " order by priority desc, ordinal, id limit $1 for update skip locked) returning id";
  private static final String COMPLETE =
      "update coordinator.tasks set status = 'completed', verdict = 'passed', lease_until = null,"
          + " finished_at = clock_timestamp() where id = any ($1)";

  private final Pool pool;
  private final int batch;

  RawQueue(Pool pool, int batch) {
    this.pool = pool;
    this.batch = batch;
  }

  /** So many loops side by side, until nothing waits. */
  Future<Void> drain(int loops) {
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < loops; i++) {
      all.add(loop());
    }
    return Future.all(all).mapEmpty();
  }

  private Future<Void> loop() {
    return pool.preparedQuery(LEASE)
        .execute(Tuple.of(batch))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return Future.succeededFuture();
              }
              List<UUID> ids = new ArrayList<>();
              for (Row row : rows) {
                ids.add(row.getUUID(0));
              }
              return pool.preparedQuery(COMPLETE)
                  .execute(Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)))
                  .compose(done -> loop());
            });
  }
}
