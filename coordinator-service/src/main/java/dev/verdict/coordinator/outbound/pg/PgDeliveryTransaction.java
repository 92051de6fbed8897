package dev.verdict.coordinator.outbound.pg;

import dev.verdict.coordinator.domain.Ending;
import dev.verdict.coordinator.domain.trigger.EventFacts;
import dev.verdict.coordinator.domain.trigger.FollowedPlan;
import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.coordinator.usecase.CloseAttempt;
import dev.verdict.coordinator.usecase.EndRun;
import dev.verdict.coordinator.usecase.ReopenRun;
import dev.verdict.coordinator.usecase.RunLedger;
import dev.verdict.coordinator.usecase.Submission;
import dev.verdict.coordinator.usecase.webhook.DeliveryTransaction;
import dev.verdict.coordinator.usecase.webhook.Told;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One delivery, locked; everything on one connection. */
final class PgDeliveryTransaction implements DeliveryTransaction {
  private static final Sql SQL = PgDeliveryShelf.SQL;
  private static final Sql FOLLOWED = PgFollowedRuns.SQL;

  private final SqlConnection connection;
  private final Row row;
  private final PgShelf shelf;
  private final RunLedger runs;
  private final CloseAttempt closeAttempt;

  PgDeliveryTransaction(
      SqlConnection connection, Row row, PgShelf shelf, RunLedger runs, CloseAttempt closeAttempt) {
    this.connection = connection;
    this.row = row;
    this.shelf = shelf;
    this.runs = runs;
    this.closeAttempt = closeAttempt;
  }

  @Override
  public UUID id() {
    return row.getUUID("id");
  }

  @Override
  public String provider() {
    return row.getString("provider");
  }

  @Override
  public Optional<String> traceparent() {
    return Optional.ofNullable(row.getString("traceparent"));
  }

  @Override
  public InboundRequest request() {
    return KeptRequest.of(row);
  }

  @Override
  public Optional<UUID> sameAs() {
    return Optional.ofNullable(row.getUUID("same_as"));
  }

  @Override
  public Future<List<InboundRequest>> since(UUID same) {
    return connection
        .preparedQuery(PgDeliveryShelf.AGAIN.get("since_equal"))
        .execute(Tuple.of(provider(), row.getString("repository"), id(), same))
        .map(rows -> Rows.list(rows, KeptRequest::of));
  }

  @Override
  public Future<Optional<UUID>> means(byte[] meaning) {
    return connection
        .preparedQuery(SQL.get("same_meaning"))
        .execute(Tuple.of(id(), Buffer.buffer(meaning)))
        .map(rows -> Rows.list(rows, row -> row.getUUID("id")).stream().findFirst());
  }

  @Override
  public Future<Map<String, UUID>> tell(List<Told> told) {
    String[] keys = told.stream().map(Told::key).toArray(String[]::new);
    Tuple values =
        Tuple.of(id())
            .addArrayOfString(keys)
            .addArrayOfOffsetDateTime(
                told.stream()
                    .map(each -> TestColumns.time(each.at()))
                    .toArray(OffsetDateTime[]::new));
    return connection
        .preparedQuery(PgLostDeliveries.LOST.get("lock_told"))
        .execute(Tuple.tuple().addArrayOfString(keys))
        .compose(
            locked -> connection.preparedQuery(PgLostDeliveries.LOST.get("tell")).execute(values))
        .map(
            rows -> {
              Map<String, UUID> before = new LinkedHashMap<>();
              rows.forEach(row -> before.put(row.getString("key"), row.getUUID("delivery")));
              return before;
            });
  }

  @Override
  public Future<Void> start(Submission submission, Trigger trigger, EventFacts event) {
    Tuple link =
        Tuple.of(submission.id(), id(), trigger.id(), event.provider(), event.repository())
            .addString(event.branch())
            .addString(event.number())
            .addString(event.sha());
    return shelf
        .keepIn(connection, submission)
        .compose(kept -> connection.preparedQuery(SQL.get("link_run")).execute(link))
        .mapEmpty();
  }

  @Override
  public Future<Void> follow(
      Submission submission,
      FollowedPlan plan,
      Trigger trigger,
      EventFacts event,
      EventFacts.CiRun run) {
    UUID task = submission.tasks().get(0).id();
    Tuple values =
        Tuple.of(task, submission.id(), trigger.id(), event.provider(), event.repository())
            .addString(run.id())
            .addArrayOfString(plan.artifacts().toArray(String[]::new))
            .addArrayOfString(plan.reports().toArray(String[]::new))
            .addString(run.state().name())
            .addString(run.word())
            .addBoolean(run.finished())
            .addOffsetDateTime(TestColumns.time(run.finishedAt()))
            .addDouble((double) plan.timeoutSeconds());
    // Not among those that a later event ends or a comment repeats: that is up to the CI system.
    return shelf
        .keepIn(connection, submission)
        .compose(kept -> connection.preparedQuery(FOLLOWED.get("insert")).execute(values))
        .mapEmpty();
  }

  @Override
  public Future<Optional<Followed>> followed(
      Trigger trigger, EventFacts event, EventFacts.CiRun run) {
    return connection
        .preparedQuery(FOLLOWED.get("find"))
        .execute(Tuple.of(trigger.id(), event.provider(), event.repository(), run.id()))
        .map(
            rows ->
                Rows.list(
                        rows,
                        found ->
                            new Followed(
                                found.getUUID("run_id"),
                                found.getUUID("task_id"),
                                found.getBoolean("ended"),
                                Rows.instant(found, "ended_at"),
                                found.getBoolean("final")))
                    .stream()
                    .findFirst());
  }

  @Override
  public Future<Void> heard(Followed followed, EventFacts.CiRun run) {
    return connection
        .preparedQuery(FOLLOWED.get("told"))
        .execute(
            Tuple.of(followed.taskId(), run.state().name(), run.word(), run.finished())
                .addOffsetDateTime(TestColumns.time(run.finishedAt()))
                .addOffsetDateTime(TestColumns.time(followed.endedAt())))
        .compose(
            rows ->
                rows.rowCount() > 0
                    ? Future.succeededFuture()
                    : Future.failedFuture("run " + run.id() + " has ended meanwhile"));
  }

  @Override
  public Future<Optional<UUID>> newerRun(Trigger trigger, EventFacts event) {
    return runs("newer_run", place(event).addUUID(trigger.id()).addUUID(id()))
        .map(found -> found.stream().findFirst());
  }

  @Override
  public Future<List<UUID>> olderRuns(Optional<Trigger> of, EventFacts event) {
    return runs("older_runs", place(event).addUUID(id()).addUUID(of.map(Trigger::id).orElse(null)));
  }

  @Override
  public Future<List<UUID>> latestRuns(EventFacts event) {
    return runs("latest_runs", Tuple.of(event.provider(), event.repository(), event.number()));
  }

  private static Tuple place(EventFacts event) {
    return Tuple.of(event.provider(), event.repository(), event.branch(), event.number());
  }

  private Future<List<UUID>> runs(String statement, Tuple values) {
    return connection
        .preparedQuery(SQL.get(statement))
        .execute(values)
        .map(rows -> Rows.list(rows, found -> found.getUUID("run_id")));
  }

  @Override
  public Future<Boolean> cancel(UUID run, String reason) {
    return new EndRun(runs, closeAttempt).end(run, Ending.CANCELLED, "cancelled: " + reason);
  }

  @Override
  public Future<Integer> reopen(UUID run, ReopenRun.Only only) {
    return new ReopenRun(runs).reopen(run, only).map(List::size);
  }
}
