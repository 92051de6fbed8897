package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.api.Source;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.coordinator.domain.Matching;
import dev.verdict.coordinator.usecase.LeaseBoard;
import dev.verdict.runtime.access.AttemptPasses;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.outbox.OutboxEntry;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The board on PostgreSQL: rows are locked with {@code skip locked}, so callers never wait for each
 * other.
 */
public final class PgLeaseBoard implements LeaseBoard {
  static final Sql SQL = Sql.of(PgLeaseBoard.class, "sql/leases.sql");
  private static final Sql WORKERS = Sql.of(PgLeaseBoard.class, "sql/workers.sql");

  /** Characters of what tasks carry: with all around it, well below a record of one megabyte. */
  private static final int LARGEST_ORDER = 300_000;

  private final Database database;
  private final Outbox outbox;
  private final AttemptPasses passes;

  public PgLeaseBoard(Database database, Outbox outbox, AttemptPasses passes) {
    this.database = database;
    this.outbox = outbox;
    this.passes = passes;
  }

  @Override
  public Future<List<Room>> roomy(Duration silence) {
    return database
        .pool()
        .preparedQuery(SQL.get("workers_with_room"))
        .execute(Tuple.of(seconds(silence)))
        .map(rows -> Rows.list(rows, row -> new Room(row.getUUID("id"), offer(row))));
  }

  @Override
  public Future<List<Waiting>> waiting() {
    return query(SQL.get("waiting_classes"))
        .map(
            rows ->
                Rows.list(
                    rows,
                    row ->
                        new Waiting(
                            row.getInteger("id"),
                            new Matching.Need(
                                row.getString("type"), Rows.requirements(row, "requirements")),
                            row.getOffsetDateTime("unmatched_since") != null)));
  }

  @Override
  public Future<List<Matching.Offer>> offers() {
    return query(WORKERS.get("offers")).map(rows -> Rows.list(rows, PgLeaseBoard::offer));
  }

  @Override
  public Future<Integer> lease(
      UUID workerId, List<Waiting> kinds, Duration time, Duration silence) {
    return database.inTransaction(
        connection -> {
          Future<RowSet<Row>> worker =
              connection
                  .preparedQuery(SQL.get("lock_worker"))
                  .execute(Tuple.of(workerId, seconds(silence)));
          Future<RowSet<Row>> held =
              connection.preparedQuery(SQL.get("held")).execute(Tuple.of(workerId));
          return Future.all(worker, held)
              .compose(
                  locked ->
                      worker.result().size() == 0
                          ? Future.succeededFuture(0)
                          : leaseLocked(
                              connection,
                              worker.result().iterator().next(),
                              held.result(),
                              kinds,
                              time));
        });
  }

  private Future<Integer> leaseLocked(
      SqlConnection connection, Row worker, RowSet<Row> held, List<Waiting> kinds, Duration time) {
    Matching.Offer left = offer(worker);
    for (Row task : held) {
      left = Matching.minus(left, Rows.requirements(task, "requirements"));
    }
    int free = worker.getInteger("slots") - held.size();
    return new WorkerFill(connection, worker.getUUID("id"), kinds, time)
        .fill(free, left)
        .compose(
            leased ->
                passes
                    .signer()
                    .compose(signer -> append(connection, worker.getUUID("id"), leased, signer)));
  }

  private Future<Integer> append(
      SqlConnection connection,
      UUID workerId,
      List<WorkerFill.Leased> leased,
      AttemptPasses.Signer signer) {
    List<OutboxEntry> orders = new ArrayList<>();
    List<WorkerOrder.Assignment> together = new ArrayList<>();
    int size = 0;
    for (WorkerFill.Leased one : leased) {
      if (!together.isEmpty() && size + one.size() > LARGEST_ORDER) {
        orders.add(order(workerId, together));
        together.clear();
        size = 0;
      }
      together.add(passed(one.assignment(), workerId, signer));
      size += one.size();
    }
    if (!together.isEmpty()) {
      orders.add(order(workerId, together));
    }
    return outbox.append(connection, orders).map(leased.size());
  }

  private static OutboxEntry order(UUID workerId, List<WorkerOrder.Assignment> assignments) {
    return OutgoingMessages.order(
        workerId, new WorkerOrder.Assign(workerId, List.copyOf(assignments)));
  }

  static WorkerOrder.Assignment assignment(Row row) {
    return new WorkerOrder.Assignment(
        new AttemptRef(row.getUUID("run_id"), row.getUUID("id"), row.getInteger("attempt")),
        row.getString("type"),
        row.getString("name"),
        Rows.json(row, "source", Source.class),
        Objects.requireNonNull(Rows.json(row, "config", TaskConfig.class)),
        List.of(),
        Rows.texts(row, "files"),
        Rows.map(row, "parameters"),
        row.getInteger("timeout_seconds"),
        row.getString("traceparent"),
        "");
  }

  private static WorkerOrder.Assignment passed(
      WorkerOrder.Assignment assignment, UUID workerId, AttemptPasses.Signer signer) {
    return assignment.with(signer.sign(workerId, assignment.attempt()));
  }

  @Override
  public Future<List<AttemptRef>> renew(
      UUID workerId, List<AttemptRef> held, Duration time, Duration overtime) {
    Map<UUID, AttemptRef> byTask = new HashMap<>();
    held.forEach(attempt -> byTask.put(attempt.taskId(), attempt));
    Tuple values =
        Tuple.of(workerId)
            .addArrayOfUUID(held.stream().map(AttemptRef::taskId).toArray(UUID[]::new))
            .addArrayOfInteger(held.stream().map(AttemptRef::attempt).toArray(Integer[]::new))
            .addDouble(seconds(time))
            .addDouble(seconds(overtime));
    return database
        .pool()
        .preparedQuery(SQL.get("renew"))
        .execute(values)
        .map(rows -> Rows.list(rows, row -> Objects.requireNonNull(byTask.get(row.getUUID("id")))));
  }

  @Override
  public Future<List<Held>> held(UUID workerId, Duration settling) {
    return database
        .pool()
        .preparedQuery(SQL.get("held_orders"))
        .execute(Tuple.of(workerId, seconds(settling)))
        .compose(
            rows ->
                passes
                    .signer()
                    .map(
                        signer ->
                            Rows.list(
                                rows,
                                row ->
                                    new Held(
                                        passed(assignment(row), workerId, signer),
                                        row.getString("ending") != null,
                                        row.getBoolean("overdue")))));
  }

  @Override
  public Future<List<Expired>> expired(Duration overtime, int most) {
    return database
        .pool()
        .preparedQuery(SQL.get("expired"))
        .execute(Tuple.of(seconds(overtime), most))
        .map(
            rows ->
                Rows.list(
                    rows,
                    row ->
                        new Expired(
                            row.getUUID("id"),
                            row.getInteger("attempt"),
                            row.getBoolean("overtime"))));
  }

  @Override
  public Future<Void> mark(List<Integer> unmatched, List<Integer> matched) {
    Tuple no = Tuple.tuple().addArrayOfInteger(unmatched.toArray(Integer[]::new));
    Tuple yes = Tuple.tuple().addArrayOfInteger(matched.toArray(Integer[]::new));
    return database
        .pool()
        .preparedQuery(SQL.get("unmatched"))
        .execute(no)
        .compose(done -> database.pool().preparedQuery(SQL.get("matched")).execute(yes))
        .mapEmpty();
  }

  @Override
  public Future<List<UUID>> hopeless(Duration since, int most) {
    return database
        .pool()
        .preparedQuery(SQL.get("hopeless"))
        .execute(Tuple.of(seconds(since), most))
        .map(rows -> Rows.list(rows, row -> row.getUUID("id")));
  }

  private Future<RowSet<Row>> query(String sql) {
    return database.pool().preparedQuery(sql).execute();
  }

  static Matching.Offer offer(Row row) {
    return new Matching.Offer(Rows.texts(row, "types"), Rows.requirements(row, "capabilities"));
  }

  static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
