package dev.verdict.coordinator.outbound.pg;

import dev.verdict.coordinator.usecase.webhook.DeliveryLedger.Claimed;
import dev.verdict.coordinator.usecase.webhook.DeliveryLedger.Due;
import dev.verdict.coordinator.usecase.webhook.DeliveryLedger.Ended;
import dev.verdict.coordinator.usecase.webhook.DeliveryLedger.Look;
import dev.verdict.coordinator.usecase.webhook.DeliveryLedger.Taken;
import dev.verdict.coordinator.usecase.webhook.Settlement;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Deliveries that are due, held by one transaction: many of which nothing comes are settled in a
 * statement and a commit, which they share with the claim of the others.
 */
final class DueDeliveries {
  private static final Sql SQL = PgDeliveryShelf.SQL;

  /** As many bytes as are read where they come in without another thread; many are held at once. */
  private static final int SMALL = 64 * 1024;

  private final SqlConnection connection;

  DueDeliveries(SqlConnection connection) {
    this.connection = connection;
  }

  private record DueRow(Row row) implements Due {
    @Override
    public UUID id() {
      return row.getUUID("id");
    }

    @Override
    public String provider() {
      return row.getString("provider");
    }

    @Override
    public InboundRequest request() {
      return KeptRequest.of(row);
    }
  }

  Future<Taken> take(int most, int mostClaimed, Duration backOff, Look look) {
    return connection
        .preparedQuery(SQL.get("due"))
        .execute(Tuple.of(most, SMALL))
        .compose(
            rows -> {
              List<DueRow> due = Rows.list(rows, DueRow::new);
              List<Due> shown = new ArrayList<>();
              due.stream().filter(one -> one.row().getBoolean("shown")).forEach(shown::add);
              return (shown.isEmpty() ? Look.AT_NONE : look)
                  .at(shown)
                  .compose(quiet -> end(due, quiet, most, mostClaimed, backOff));
            });
  }

  private Future<Taken> end(
      List<DueRow> due, Map<UUID, Settlement> quiet, int most, int mostClaimed, Duration backOff) {
    List<Ended> ended = new ArrayList<>();
    List<UUID> others = new ArrayList<>();
    for (DueRow one : due) {
      Settlement settlement = quiet.get(one.id());
      if (settlement == null) {
        others.add(one.id());
      } else {
        ended.add(new Ended(one.id(), one.provider(), settlement));
      }
    }
    boolean more = due.size() >= most || others.size() > mostClaimed;
    List<UUID> next = others.subList(0, Math.min(others.size(), mostClaimed));
    return settle(ended)
        .compose(settled -> claim(next, backOff))
        .map(claimed -> new Taken(ended, claimed, more));
  }

  private Future<Void> settle(List<Ended> ended) {
    if (ended.isEmpty()) {
      return Future.succeededFuture();
    }
    return connection
        .preparedQuery(SQL.get("settle_quiet"))
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(ended.stream().map(Ended::id).toArray(UUID[]::new))
                .addArrayOfString(texts(ended, settlement -> settlement.outcome().word()))
                .addArrayOfString(
                    texts(ended, settlement -> settlement.reason().replace("\0", ""))))
        .mapEmpty();
  }

  private static String[] texts(List<Ended> ended, Function<Settlement, String> each) {
    return ended.stream().map(one -> each.apply(one.settlement())).toArray(String[]::new);
  }

  /** In the order in which they are due. */
  private Future<List<Claimed>> claim(List<UUID> ids, Duration backOff) {
    return ids.isEmpty()
        ? Future.succeededFuture(List.of())
        : connection
            .preparedQuery(SQL.get("claim"))
            .execute(
                Tuple.tuple()
                    .addArrayOfUUID(ids.toArray(UUID[]::new))
                    .addDouble(backOff.toMillis() / 1000.0))
            .map(
                rows -> {
                  List<Claimed> claimed = Rows.list(rows, DueDeliveries::claimed);
                  claimed.sort(Comparator.comparing(one -> ids.indexOf(one.id())));
                  return claimed;
                });
  }

  private static Claimed claimed(Row row) {
    return new Claimed(
        row.getUUID("id"),
        row.getString("provider"),
        row.getInteger("attempts"),
        row.getString("traceparent"));
  }
}
