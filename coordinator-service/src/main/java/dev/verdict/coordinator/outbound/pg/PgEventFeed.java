package dev.verdict.coordinator.outbound.pg;

import dev.verdict.coordinator.domain.subscription.FeedPosition;
import dev.verdict.coordinator.outbound.kafka.OutgoingRecords;
import dev.verdict.coordinator.usecase.subscription.Audience;
import dev.verdict.coordinator.usecase.subscription.EventFeed;
import dev.verdict.runtime.outbox.OutboxRow;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads the outbox from a position that moves in the same transaction that queues the deliveries,
 * so each event is queued once. Whoever holds the row of the position takes the step.
 */
public final class PgEventFeed implements EventFeed {
  private static final int MOST_EVENTS = 500;
  private static final int FEWEST_EVENTS = 10;
  private static final int MOST_ROWS = 20_000;

  private final Database database;
  private final LoggedEvents events;
  private Audience audience = new Audience(List.of());
  private long audienceVersion = -1;

  public PgEventFeed(Vertx vertx, Database database, OutgoingRecords records) {
    this.database = database;
    this.events = new LoggedEvents(vertx, records);
  }

  /** What holds when the step begins. */
  private record Standing(FeedPosition position, long version, long oldestRunning) {}

  @Override
  public Future<Advance> advance() {
    return database
        .pool()
        .query(LoggedEvents.FEED.get("anybody"))
        .execute()
        .compose(
            rows ->
                rows.iterator().next().getBoolean("anybody")
                    ? database.inTransaction(this::step)
                    : Future.succeededFuture(Advance.UNHEARD));
  }

  private Future<Advance> step(SqlConnection connection) {
    return connection
        .query(LoggedEvents.FEED.get("lock"))
        .execute()
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(Advance.NONE)
                    : advance(connection, standing(rows.iterator().next())));
  }

  private Future<Advance> advance(SqlConnection connection, Standing standing) {
    return audience(connection, standing.version())
        .compose(
            all ->
                all.size() == 0
                    ? Future.succeededFuture(Advance.UNHEARD)
                    : read(connection, standing, all));
  }

  private Future<Audience> audience(SqlConnection connection, long version) {
    if (version == audienceVersion) {
      return Future.succeededFuture(audience);
    }
    return connection
        .query(PgSubscriptions.SQL.get("collecting"))
        .execute()
        .map(
            rows -> {
              audience =
                  new Audience(
                      Rows.list(
                          rows,
                          row ->
                              new Audience.Listener(
                                  row.getUUID("id"),
                                  SubscriptionRows.terms(row, Map.of()),
                                  Views.time(row, "collects_from"))));
              audienceVersion = version;
              return audience;
            });
  }

  private Future<Advance> read(SqlConnection connection, Standing standing, Audience all) {
    int most = Math.clamp(MOST_ROWS / all.size(), FEWEST_EVENTS, MOST_EVENTS);
    List<FeedPosition.Gap> gaps = standing.position().gaps();
    Tuple from =
        Tuple.of(standing.position().highest())
            .addArrayOfLong(gaps.stream().map(FeedPosition.Gap::from).toArray(Long[]::new))
            .addArrayOfLong(gaps.stream().map(FeedPosition.Gap::to).toArray(Long[]::new))
            .addInteger(most);
    return connection
        .preparedQuery(LoggedEvents.FEED.get("read"))
        .execute(from)
        .compose(
            rows -> {
              List<OutboxRow> read = Rows.list(rows, OutboxRow::of);
              return save(connection, standing, read, most)
                  .compose(saved -> events.match(connection, all, events.of(read)))
                  .compose(
                      found ->
                          queue(connection, found.matches())
                              .map(
                                  queued ->
                                      new Advance(
                                          true, read.size() >= most, queued, found.tooSlow())));
            });
  }

  private Future<Void> save(
      SqlConnection connection, Standing standing, List<OutboxRow> read, int most) {
    FeedPosition before = standing.position();
    List<Long> ids = read.stream().map(OutboxRow::id).toList();
    long late = ids.stream().filter(id -> id <= before.highest()).count();
    Future<Long> next =
        before.opensGaps(ids)
            ? connection
                .query(LoggedEvents.FEED.get("next_transaction"))
                .execute()
                .map(rows -> rows.iterator().next().getLong("next_transaction"))
            : Future.succeededFuture(0L);
    return next.compose(
        transaction -> {
          FeedPosition after = before.after(ids, transaction);
          // Where not all that was late could be read, nothing was looked for in vain.
          FeedPosition kept = late < most ? after.givenUpBefore(standing.oldestRunning()) : after;
          return kept.equals(before)
              ? Future.succeededFuture()
              : connection
                  .preparedQuery(LoggedEvents.FEED.get("save"))
                  .execute(Tuple.of(kept.highest(), json(kept.gaps())))
                  .mapEmpty();
        });
  }

  private static Future<Set<UUID>> queue(SqlConnection connection, List<Audience.Match> matches) {
    if (matches.isEmpty()) {
      return Future.succeededFuture(Set.of());
    }
    return connection
        .preparedQuery(LoggedEvents.FEED.get("queue"))
        .execute(LoggedEvents.columns(matches))
        .map(
            queued ->
                matches.stream().map(Audience.Match::subscription).collect(Collectors.toSet()));
  }

  private static Standing standing(Row row) {
    List<FeedPosition.Gap> gaps = new ArrayList<>();
    JsonArray kept = row.get(JsonArray.class, "gaps");
    for (int i = 0; i < kept.size(); i++) {
      JsonArray gap = kept.getJsonArray(i);
      gaps.add(new FeedPosition.Gap(gap.getLong(0), gap.getLong(1), gap.getLong(2)));
    }
    return new Standing(
        new FeedPosition(row.getLong("highest"), gaps),
        row.getLong("version"),
        row.getLong("oldest_running"));
  }

  private static JsonArray json(List<FeedPosition.Gap> gaps) {
    JsonArray all = new JsonArray();
    gaps.forEach(gap -> all.add(new JsonArray().add(gap.from()).add(gap.to()).add(gap.since())));
    return all;
  }
}
