package dev.verdict.coordinator.bench;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Enrolment;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.coordinator.outbound.pg.PgLeaseBoard;
import dev.verdict.coordinator.outbound.pg.PgRoster;
import dev.verdict.coordinator.outbound.pg.PgRunLedger;
import dev.verdict.coordinator.usecase.CloseAttempt;
import dev.verdict.coordinator.usecase.FinishRun;
import dev.verdict.coordinator.usecase.LeaseBoard;
import dev.verdict.coordinator.usecase.TakeNews;
import dev.verdict.runtime.access.AttemptPasses;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The same through the store: leased with the order to the worker, judged, archived, settled and
 * published with the events of the run. News of a run wait for each other as they do in its
 * partition, and go together.
 */
final class StoreQueue {
  private static final String MINE =
      "select id, run_id, attempt, name from coordinator.tasks"
          + " where worker_id = $1 and status = 'assigned'";
  private static final Duration LEASE = Duration.ofMinutes(30);

  private final Database database;
  private final LeaseBoard board;
  private final PgRoster roster;
  private final TakeNews takeNews;
  private final int batch;
  private final boolean withTests;
  private final Map<UUID, Deque<Told>> partitions = new HashMap<>();

  private record Told(List<AttemptNews> news, Promise<Void> taken) {}

  StoreQueue(Database database, AttemptPasses passes, int batch, boolean withTests) {
    this.database = database;
    Outbox outbox = new Outbox();
    this.board = new PgLeaseBoard(database, outbox, passes);
    this.roster = new PgRoster(database, outbox);
    this.takeNews =
        new TakeNews(
            new PgRunLedger(database, outbox, settled -> {}),
            new CloseAttempt(new FinishRun(), Clock.systemUTC()));
    this.batch = batch;
    this.withTests = withTests;
  }

  /** So many workers, each with room for a batch, until nothing waits. */
  Future<Void> drain(int workers) {
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      all.add(
          roster
              .enrol(
                  new Enrolment(
                      "worker " + i, batch, Requirements.NONE, List.of("test"), "benchmark"))
              .compose(this::loop));
    }
    return Future.all(all).mapEmpty();
  }

  private Future<Void> loop(UUID worker) {
    return board
        .waiting()
        .compose(
            waiting ->
                waiting.isEmpty()
                    ? Future.succeededFuture(0)
                    : board.lease(worker, waiting, LEASE, LEASE))
        .compose(
            leased ->
                leased == 0
                    ? Future.succeededFuture()
                    : complete(worker).compose(done -> loop(worker)));
  }

  private Future<Void> complete(UUID worker) {
    return database
        .pool()
        .preparedQuery(MINE)
        .execute(Tuple.of(worker))
        .compose(
            rows -> {
              Map<UUID, List<AttemptNews>> byRun = new HashMap<>();
              for (Row row : rows) {
                byRun
                    .computeIfAbsent(row.getUUID("run_id"), run -> new ArrayList<>())
                    .addAll(news(worker, row));
              }
              List<Future<Void>> taken = new ArrayList<>();
              byRun.forEach((run, news) -> taken.add(tell(run, news)));
              return Future.all(taken).mapEmpty();
            });
  }

  private List<AttemptNews> news(UUID worker, Row row) {
    var attempt =
        new AttemptRef(row.getUUID("run_id"), row.getUUID("id"), row.getInteger("attempt"));
    Instant now = Instant.now();
    var report = new AttemptNews.Report(1, 1, true, List.of());
    var finished =
        new AttemptNews.Finished(
            attempt,
            worker,
            AttemptNews.End.EXITED,
            0,
            null,
            null,
            withTests ? 1 : 0,
            report,
            List.of(),
            Map.of("execution_time", 0.1),
            now,
            now);
    if (!withTests) {
      return List.of(finished);
    }
    String id = "tests/" + row.getString("name").replace("task ", "test_") + ".py::test_it";
    var test =
        new TestOutcome(
            id, "suite", null, "test_it", null, Verdict.PASSED, 0.1, null, null, null, null, 0);
    return List.of(new AttemptNews.Tests(attempt, worker, 0, List.of(test)), finished);
  }

  private Future<Void> tell(UUID run, List<AttemptNews> news) {
    Deque<Told> waiting = partitions.get(run);
    Promise<Void> taken = Promise.promise();
    if (waiting != null) {
      waiting.add(new Told(news, taken));
    } else {
      partitions.put(run, new ArrayDeque<>(List.of(new Told(news, taken))));
      take(run);
    }
    return taken.future();
  }

  private void take(UUID run) {
    Deque<Told> waiting = partitions.get(run);
    if (waiting == null || waiting.isEmpty()) {
      partitions.remove(run);
      return;
    }
    List<Told> together = List.copyOf(waiting);
    waiting.clear();
    takeNews
        .take(run, together.stream().flatMap(told -> told.news().stream()).toList())
        .onComplete(
            outcomes -> {
              for (Told told : together) {
                if (outcomes.failed()) {
                  told.taken().fail(outcomes.cause());
                } else {
                  told.taken().complete();
                }
              }
              take(run);
            });
  }
}
