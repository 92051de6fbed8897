package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.coordinator.usecase.EventLog;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.outbox.OutboxEntry;
import dev.verdict.runtime.outbox.OutboxRow;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The outbox keeps what it has sent, so it is the log as well. */
public final class PgEventLog implements EventLog {
  private static final Sql OUTBOX = Sql.of(PgEventLog.class, "sql/outbox.sql");

  private final Database database;
  private final Map<UUID, Set<Runnable>> listeners = new ConcurrentHashMap<>();

  public PgEventLog(Database database, Outbox outbox) {
    this.database = database;
    outbox.onCommittedOfRun(run -> listeners.getOrDefault(run, Set.of()).forEach(Runnable::run));
  }

  @Override
  public Future<List<RunEvent>> read(UUID runId, long after, int most) {
    return database
        .pool()
        .preparedQuery(OUTBOX.get("read_run"))
        .execute(Tuple.of(runId, after, most))
        .map(rows -> Rows.list(rows, row -> event(OutboxRow.of(row))));
  }

  @Override
  public Future<Optional<Standing>> standing(UUID runId) {
    return database
        .pool()
        .preparedQuery(PgRunLedger.RUNS.get("get"))
        .execute(Tuple.of(runId))
        .map(
            rows -> {
              if (rows.size() == 0) {
                return Optional.empty();
              }
              Row row = rows.iterator().next();
              return Optional.of(
                  new Standing(row.getLong("sequence"), row.getString("verdict") != null));
            });
  }

  @Override
  public Runnable onNews(UUID runId, Runnable listener) {
    Runnable own = listener::run;
    listeners.compute(
        runId,
        (run, some) -> {
          Set<Runnable> all = some == null ? ConcurrentHashMap.newKeySet() : some;
          all.add(own);
          return all;
        });
    return () ->
        listeners.computeIfPresent(
            runId,
            (run, some) -> {
              some.remove(own);
              return some.isEmpty() ? null : some;
            });
  }

  /** The type of a run's event, as others know it. */
  static String typeOf(OutboxEntry entry) {
    return EventType.valueOf(entry.type()).type();
  }

  /** The event that a row of the outbox holds. */
  public static RunEvent event(OutboxRow row) {
    var entry = row.entry();
    EventType type = EventType.valueOf(entry.type());
    return new RunEvent(
        Objects.requireNonNull(entry.runId()),
        Objects.requireNonNull(entry.sequence()),
        type,
        Objects.requireNonNull(entry.subject()),
        row.at(),
        Json.read(entry.payload(), type.data()),
        entry.traceparent());
  }
}
