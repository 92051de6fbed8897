package dev.verdict.reporter.outbound.pg.notify;

import dev.verdict.contract.Json;
import dev.verdict.reporter.domain.RunOrigin;
import dev.verdict.reporter.domain.TestRun;
import dev.verdict.reporter.usecase.notify.Notifications.Planned;
import dev.verdict.reports.message.QuarantineWords;
import dev.verdict.reports.message.RunNews;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Makes messages of what became of quarantined tests, in one transaction. */
final class QuarantineNews {
  private final SqlConnection connection;
  private final NewsOfRun newsOfRun;

  QuarantineNews(SqlConnection connection, NewsOfRun newsOfRun) {
    this.connection = connection;
    this.newsOfRun = newsOfRun;
  }

  /** How many there were. */
  Future<Integer> plan(int most, Duration window, Function<RunNews, List<Planned>> plan) {
    return connection
        .preparedQuery(PgNotifications.SQL.get("quarantine_news"))
        .execute(Tuple.of(most))
        .compose(
            rows ->
                Future.all(
                        StreamSupport.stream(rows.spliterator(), false)
                            .map(row -> one(row, window, plan))
                            .toList())
                    .map(rows.size()));
  }

  private Future<Void> one(Row row, Duration window, Function<RunNews, List<Planned>> plan) {
    UUID quarantine = row.getUUID("quarantine_id");
    UUID run = row.getUUID("run_id");
    String kind = row.getString("kind");
    RunNews news = news(row, run, kind.equals("broken"));
    List<Future<RowSet<Row>>> added = new ArrayList<>();
    for (Planned planned : plan.apply(news)) {
      String subject = quarantine + " " + kind;
      added.add(PgNotifications.add(connection, planned, run, 0, news, window, subject));
    }
    return Future.all(added)
        .compose(
            done ->
                connection
                    .preparedQuery(PgNotifications.SQL.get("quarantine_planned"))
                    .execute(Tuple.of(quarantine, kind, run)))
        .mapEmpty();
  }

  private RunNews news(Row row, UUID run, boolean broken) {
    String told = row.getString("run");
    RunOrigin from = told == null ? RunOrigin.UNKNOWN : Json.read(told, TestRun.class).origin();
    return QuarantineWords.news(
        new QuarantineWords.Put(
            broken,
            row.getString("test_id"),
            row.getString("owner"),
            row.getString("ticket"),
            row.getInteger("runs"),
            newsOfRun.address("/tests/" + row.getUUID("test_key")),
            row.getOffsetDateTime("noted_at").toInstant()),
        new QuarantineWords.Seen(
            run.toString(),
            Objects.requireNonNullElse(from.name(), "a run"),
            from.project(),
            from.branch(),
            from.commitSha(),
            from.url()));
  }
}
