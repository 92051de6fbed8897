package dev.verdict.reporter.outbound.pg.notify;

import dev.verdict.contract.Json;
import dev.verdict.contract.Verdict;
import dev.verdict.reporter.domain.TestRun;
import dev.verdict.reporter.usecase.notify.Notifications;
import dev.verdict.reports.message.RunNews;
import dev.verdict.reports.message.RunNews.FailedTest;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Notifications on PostgreSQL. */
public final class PgNotifications implements Notifications {
  static final Sql SQL = Sql.of(PgNotifications.class, "sql/notifications.sql");

  private final Database database;
  private final NewsOfRun newsOfRun;

  public PgNotifications(Database database, NewsOfRun newsOfRun) {
    this.database = database;
    this.newsOfRun = newsOfRun;
  }

  @Override
  public Future<Integer> plan(int most, Duration window, Function<RunNews, List<Planned>> plan) {
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(SQL.get("endings"))
                .execute(Tuple.of(most))
                .compose(
                    rows ->
                        Future.all(
                                stream(rows)
                                    .map(row -> planOne(connection, row, window, plan))
                                    .toList())
                            .map(rows.size())));
  }

  private Future<Void> planOne(
      SqlConnection connection, Row row, Duration window, Function<RunNews, List<Planned>> plan) {
    UUID id = row.getUUID("run_id");
    long sequence = row.getLong("sequence");
    TestRun run = Json.read(row.getString("run"), TestRun.class);
    Verdict verdict = Verdict.of(row.getString("verdict"));
    Instant noted = row.getOffsetDateTime("noted_at").toInstant();
    String told = row.getString("before_verdict");
    Verdict before = told == null ? null : Verdict.of(told);
    Future<List<FailedTest>> failing =
        verdict.isGood()
            ? Future.succeededFuture(List.of())
            : badTests(connection, id, row.getUUID("before_id"));
    return failing
        .compose(
            tests -> {
              RunNews news = newsOfRun.of(run, verdict, before, tests, noted);
              List<Future<RowSet<Row>>> added = new ArrayList<>();
              for (Planned one : plan.apply(news)) {
                added.add(add(connection, one, id, sequence, news, window, ""));
              }
              return Future.all(added);
            })
        .compose(
            added -> connection.preparedQuery(SQL.get("planned")).execute(Tuple.of(id, sequence)))
        .mapEmpty();
  }

  /**
   * @param subject what else the end of a run is news of; empty for the run itself
   */
  static Future<RowSet<Row>> add(
      SqlConnection connection,
      Planned planned,
      UUID run,
      long sequence,
      RunNews news,
      Duration window,
      String subject) {
    Tuple values =
        Tuple.of(planned.rule(), planned.channel(), run, sequence)
            .addString(news.change().word())
            .addString(Json.text(news))
            .addDouble(seconds(window))
            .addString(subject);
    return connection.preparedQuery(SQL.get("add")).execute(values);
  }

  @Override
  public Future<Integer> planQuarantines(
      int most, Duration window, Function<RunNews, List<Planned>> plan) {
    return database.inTransaction(
        connection -> new QuarantineNews(connection, newsOfRun).plan(most, window, plan));
  }

  private static Future<List<FailedTest>> badTests(
      SqlConnection connection, UUID run, @Nullable UUID before) {
    return connection
        .preparedQuery(SQL.get("bad_tests"))
        .execute(Tuple.of(run, before))
        .map(
            rows ->
                stream(rows)
                    .map(
                        row ->
                            new FailedTest(
                                row.getString("name"),
                                row.getString("place"),
                                Verdict.of(row.getString("verdict")),
                                row.getString("message"),
                                row.getBoolean("is_new")))
                    .toList());
  }

  @Override
  public Future<Optional<Claimed>> claim(String channel, Duration lease, int mostPerMinute) {
    UUID ours = UUID.randomUUID();
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(SQL.get("one_claims"))
                .execute(Tuple.of(channel))
                .compose(
                    locked ->
                        locked.iterator().next().getBoolean("ours")
                            ? connection
                                .preparedQuery(SQL.get("claim"))
                                .execute(Tuple.of(channel, ours, seconds(lease), mostPerMinute))
                                .map(rows -> claimed(ours, rows))
                            : Future.succeededFuture(Optional.empty())));
  }

  private static Optional<Claimed> claimed(UUID lease, RowSet<Row> rows) {
    List<Row> all = new ArrayList<>(stream(rows).toList());
    if (all.isEmpty()) {
      return Optional.empty();
    }
    all.sort(java.util.Comparator.comparingLong(row -> row.getLong("id")));
    int tries = all.stream().mapToInt(row -> row.getInteger("tries")).max().orElse(1);
    return Optional.of(
        new Claimed(
            lease,
            all.getFirst().getString("rule"),
            all.getFirst().getUUID("message_id"),
            tries,
            all.stream().map(row -> Json.read(row.getString("news"), RunNews.class)).toList(),
            all.stream()
                .map(row -> row.getUUID("follows"))
                .filter(Objects::nonNull)
                .distinct()
                .toList()));
  }

  @Override
  public Future<Void> sent(Claimed claimed) {
    return database
        .pool()
        .preparedQuery(SQL.get("sent"))
        .execute(Tuple.of(claimed.lease()))
        .mapEmpty();
  }

  @Override
  public Future<Integer> failed(
      Claimed claimed, String why, Duration pause, boolean giveUp, Duration parkAfter) {
    Tuple values =
        Tuple.of(claimed.lease(), why, seconds(pause), giveUp).addDouble(seconds(parkAfter));
    return database
        .pool()
        .preparedQuery(SQL.get("failed"))
        .execute(values)
        .map(
            rows ->
                (int) stream(rows).filter(row -> row.getString("state").equals("parked")).count());
  }

  @Override
  public Future<List<Entry>> list(
      @Nullable String state, @Nullable String channel, @Nullable Long before, int limit) {
    return database
        .pool()
        .preparedQuery(SQL.get("list"))
        .execute(Tuple.of(state, channel, before, limit))
        .map(rows -> stream(rows).map(PgNotifications::entry).toList());
  }

  private static Entry entry(Row row) {
    boolean waits = row.getString("state").equals("waiting");
    OffsetDateTime due = row.getOffsetDateTime("due_at");
    return new Entry(
        row.getLong("id"),
        row.getString("rule"),
        row.getString("channel"),
        row.getUUID("run_id"),
        row.getString("change"),
        row.getString("suite"),
        row.getString("branch"),
        row.getString("state"),
        row.getOffsetDateTime("created_at"),
        waits ? due : null,
        row.getInteger("tries"),
        row.getOffsetDateTime("last_tried_at"),
        row.getString("last_error"),
        row.getOffsetDateTime("sent_at"),
        row.getUUID("message_id"));
  }

  @Override
  public Future<Boolean> retry(long id) {
    return database
        .pool()
        .preparedQuery(SQL.get("retry"))
        .execute(Tuple.of(id))
        .map(rows -> rows.rowCount() > 0);
  }

  @Override
  public Future<Void> sweep(Duration keep) {
    return database
        .pool()
        .preparedQuery(SQL.get("sweep"))
        .execute(Tuple.of(seconds(keep)))
        .mapEmpty();
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static java.util.stream.Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
