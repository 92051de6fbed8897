package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.coordinator.domain.Matching;
import dev.verdict.coordinator.usecase.LeaseBoard.Waiting;
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
 * Gives one locked worker what fits beside what it holds, in the order of the queue, until it is
 * full or nothing fits any more.
 *
 * <p>What needs more than is free now would wait for ever behind small tasks that keep coming. So
 * when the first of its kind has waited for a while, the worker gets nothing else until there is
 * room for it.
 */
final class WorkerFill {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SqlConnection connection;
  private final UUID workerId;
  private final List<Waiting> kinds;
  private final Duration time;
  private final List<Leased> leased = new ArrayList<>();

  WorkerFill(SqlConnection connection, UUID workerId, List<Waiting> kinds, Duration time) {
    this.connection = connection;
    this.workerId = workerId;
    this.kinds = kinds;
    this.time = time;
  }

  /** What was leased. */
  Future<List<Leased>> fill(int free, Matching.Offer left) {
    List<Waiting> fitting =
        kinds.stream().filter(kind -> Matching.fits(kind.need(), left)).toList();
    if (free <= 0 || fitting.isEmpty()) {
      return Future.succeededFuture(leased);
    }
    return somebodyWaitsTooLong(fitting)
        .compose(reserved -> reserved ? Future.succeededFuture(leased) : take(fitting, free, left));
  }

  private Future<Boolean> somebodyWaitsTooLong(List<Waiting> fitting) {
    List<Waiting> blocked = kinds.stream().filter(kind -> !fitting.contains(kind)).toList();
    return blocked.isEmpty()
        ? Future.succeededFuture(false)
        : query("first_waits_too_long")
            .execute(
                Tuple.tuple()
                    .addArrayOfInteger(ids(blocked))
                    .addDouble(PgLeaseBoard.seconds(PATIENCE)))
            .map(rows -> rows.iterator().next().getBoolean("so"));
  }

  private Future<List<Leased>> take(List<Waiting> fitting, int free, Matching.Offer left) {
    return query("candidates")
        .execute(Tuple.tuple().addArrayOfInteger(ids(fitting)).addInteger(free))
        .compose(
            candidates -> {
              Choice choice = choose(candidates, fitting, left);
              if (choice.tasks().isEmpty()) {
                return Future.succeededFuture(leased);
              }
              boolean maybeMore = choice.tasks().size() < candidates.size();
              return lease(choice.tasks())
                  .compose(
                      done ->
                          maybeMore
                              ? fill(free - choice.tasks().size(), choice.left())
                              : Future.succeededFuture(leased));
            });
  }

  /**
   * A leased task.
   *
   * @param size of what it carries, in characters
   */
  record Leased(WorkerOrder.Assignment assignment, int size) {
    private static final List<String> LARGE = List.of("source", "config", "parameters");

    static Leased of(Row row) {
      int size = 1_000;
      for (String column : LARGE) {
        String text = row.getString(column);
        size += text == null ? 0 : text.length();
      }
      for (String file : Rows.texts(row, "files")) {
        size += file.length() + 3;
      }
      return new Leased(PgLeaseBoard.assignment(row), size);
    }
  }

  private record Choice(List<UUID> tasks, Matching.Offer left) {}

  /** In the order of the queue, what still fits beside the ones before. */
  private static Choice choose(
      RowSet<Row> candidates, List<Waiting> fitting, Matching.Offer offer) {
    Map<Integer, Matching.Need> needs = new HashMap<>();
    fitting.forEach(kind -> needs.put(kind.id(), kind.need()));
    List<UUID> chosen = new ArrayList<>();
    Matching.Offer left = offer;
    for (Row row : candidates) {
      Matching.Need need = Objects.requireNonNull(needs.get(row.getInteger("class")));
      if (Matching.fits(need, left)) {
        left = Matching.minus(left, need.requirements());
        chosen.add(row.getUUID("id"));
      }
    }
    return new Choice(chosen, left);
  }

  private Future<Void> lease(List<UUID> tasks) {
    return query("lease")
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(tasks.toArray(UUID[]::new))
                .addUUID(workerId)
                .addDouble(PgLeaseBoard.seconds(time)))
        .map(
            rows -> {
              rows.forEach(row -> leased.add(Leased.of(row)));
              return null;
            });
  }

  private io.vertx.sqlclient.PreparedQuery<RowSet<Row>> query(String name) {
    return connection.preparedQuery(PgLeaseBoard.SQL.get(name));
  }

  private static Integer[] ids(List<Waiting> kinds) {
    return kinds.stream().map(Waiting::id).toArray(Integer[]::new);
  }
}
