package dev.verdict.runtime.outbox;

import dev.verdict.runtime.kafka.Message;
import dev.verdict.runtime.kafka.Publisher;
import dev.verdict.runtime.lifecycle.BackgroundPass;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.tracing.OpenSpan;
import dev.verdict.runtime.tracing.SpanName;
import dev.verdict.runtime.tracing.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is in the outbox. Of all processes on one schema one is the leader: it holds an
 * advisory lock on a connection of its own, and the lock goes with the connection. Two leaders for
 * a moment send the same twice, never anything else.
 *
 * <pre>
 *   follower ──lock won──▶ leader: pass ──▶ (woken by a commit, by NOTIFY from another process, or after 1 s) ──▶ pass …
 *      ▲                      │
 *      └── connection lost ◀──┘
 * </pre>
 */
public final class OutboxRelay {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int BATCH = 1000;
  private static final Duration FALLBACK = Duration.ofSeconds(1);
  private static final String CHANNEL = "verdict_outbox";

  private final Vertx vertx;
  private final Tracing tracing;
  private final Database database;
  private final Publisher publisher;
  private final Function<OutboxRow, Message> encoder;
  private final BackgroundPass background;
  private final AtomicBoolean notifying = new AtomicBoolean();
  private volatile @Nullable PgConnection leadership;

  // Only passes touch these, and they come one after another: who takes the lead again, after his
  // connection was lost, begins anew, and nothing of a pass from before counts in that.
  private RelayPosition position = new RelayPosition(0);
  private long kept;
  private long keptAt;
  private volatile boolean passing;

  public OutboxRelay(
      Vertx vertx,
      Database database,
      Outbox outbox,
      Publisher publisher,
      Function<OutboxRow, Message> encoder) {
    this.vertx = vertx;
    this.tracing = Tracing.of(vertx);
    this.database = database;
    this.publisher = publisher;
    this.encoder = encoder;
    this.background = new BackgroundPass(vertx, "Outbox: sending", FALLBACK, this::pass);
    outbox.onCommitted(this::wake);
  }

  public Future<Void> start() {
    background.start();
    background.wake();
    return Future.succeededFuture();
  }

  /** Something was committed. The leader sends it; anybody else tells the leader. */
  public void wake() {
    if (leadership != null) {
      background.wake();
    } else {
      notifyLeader();
    }
  }

  /** True when there may be more. Who does not lead tries to. */
  private Future<Boolean> pass() {
    passing = true;
    return Future.succeededFuture()
        .compose(begun -> leadership == null ? tryToLead() : send())
        .onComplete(done -> passing = false);
  }

  private Future<Boolean> tryToLead() {
    return database
        .connect()
        .compose(
            connection ->
                connection
                    .query(Outbox.SQL.get("lead"))
                    .execute()
                    .compose(
                        rows ->
                            rows.iterator().next().getBoolean("leads")
                                ? lead(connection).map(true)
                                : connection.close().map(false))
                    .onFailure(failure -> connection.close()));
  }

  private Future<Void> lead(PgConnection connection) {
    return connection
        .query("listen " + CHANNEL)
        .execute()
        .compose(listening -> connection.query(Outbox.SQL.get("position")).execute())
        .compose(
            rows -> {
              if (background.isStopped()) {
                return connection.close();
              }
              kept = rows.iterator().next().getLong("through");
              position = new RelayPosition(kept);
              leadership = connection;
              connection.closeHandler(closed -> leadership = null);
              connection.notificationHandler(news -> background.wake());
              LOG.info("Outbox: leading from {}", kept);
              return Future.succeededFuture();
            });
  }

  private void notifyLeader() {
    if (background.isStopped() || !notifying.compareAndSet(false, true)) {
      return;
    }
    // NOTIFY takes a global lock at commit: not in the transactions that matter, and not for each
    // of them.
    vertx.setTimer(
        2,
        soon -> {
          notifying.set(false);
          database
              .pool()
              .query("notify " + CHANNEL)
              .execute()
              .onFailure(
                  failure -> LOG.debug("Outbox: leader not notified, it looks by itself", failure));
        });
  }

  private Future<Boolean> send() {
    if (System.nanoTime() - keptAt >= FALLBACK.toNanos()) {
      keptAt = System.nanoTime();
      // Beside the sending, which does not wait for it.
      keepPosition()
          .onFailure(failure -> LOG.warn("Outbox: position not kept: {}", failure.toString()));
    }
    return sendNext();
  }

  /** True when there may be more. */
  private Future<Boolean> sendNext() {
    List<Long> open = position.open(BATCH);
    // Asked before reading: what has ended by now, and does not show in the read, will never show.
    Future<Long> oldestRunning =
        open.isEmpty()
            ? Future.succeededFuture(0L)
            : transactions().map(row -> row.getLong("oldest_running"));
    return oldestRunning.compose(
        oldest ->
            read(open)
                .compose(
                    batch -> {
                      List<Long> ids = batch.stream().map(OutboxRow::id).toList();
                      return send(batch)
                          .compose(sent -> nextTransaction(ids))
                          .map(
                              next -> {
                                position.giveUpBefore(oldest, open);
                                position.sent(ids, next);
                                return batch.size() >= BATCH;
                              });
                    }));
  }

  /** Asked after reading: whoever may still fill a gap had begun before that. */
  private Future<Long> nextTransaction(List<Long> ids) {
    return position.opensNone(ids)
        ? Future.succeededFuture(0L)
        : transactions().map(row -> row.getLong("next_transaction"));
  }

  private Future<Row> transactions() {
    return database
        .pool()
        .query(Outbox.SQL.get("transactions"))
        .execute()
        .map(rows -> rows.iterator().next());
  }

  private Future<List<OutboxRow>> read(List<Long> open) {
    Future<RowSet<Row>> fresh =
        database
            .pool()
            .preparedQuery(Outbox.SQL.get("read"))
            .execute(Tuple.of(position.highest(), BATCH));
    if (open.isEmpty()) {
      return fresh.map(OutboxRelay::rows);
    }
    Future<RowSet<Row>> late =
        database
            .pool()
            .preparedQuery(Outbox.SQL.get("read_open"))
            .execute(Tuple.of(open.toArray(Long[]::new)));
    return Future.all(late, fresh)
        .map(
            both -> {
              List<OutboxRow> rows = rows(late.result());
              rows.addAll(rows(fresh.result()));
              return rows;
            });
  }

  private static List<OutboxRow> rows(RowSet<Row> set) {
    List<OutboxRow> rows = new ArrayList<>(set.size());
    set.forEach(row -> rows.add(OutboxRow.of(row)));
    return rows;
  }

  /**
   * What Kafka will never take is put aside, where it can be seen: it must not hold up the rest.
   */
  private Future<Void> send(List<OutboxRow> batch) {
    List<OpenSpan> spans = spans(batch);
    return publisher
        .sendEach(batch.stream().map(encoder).toList())
        .onSuccess(sent -> spans.forEach(OpenSpan::end))
        .onFailure(failure -> spans.forEach(span -> span.failed(failure)))
        .compose(
            failures -> {
              Future<Void> parked = Future.succeededFuture();
              for (int i = 0; i < batch.size(); i++) {
                Throwable failure = failures.get(i);
                if (failure instanceof RecordTooLargeException) {
                  OutboxRow row = batch.get(i);
                  parked = parked.compose(before -> park(row, failure));
                } else if (failure != null) {
                  return Future.failedFuture(failure);
                }
              }
              return parked;
            });
  }

  /** One for each trace that something is sent of, and not for each of its events. */
  private List<OpenSpan> spans(List<OutboxRow> batch) {
    if (!tracing.isOn()) {
      return List.of();
    }
    Map<String, String> topics = new LinkedHashMap<>();
    for (OutboxRow row : batch) {
      String traceparent = row.entry().traceparent();
      if (traceparent != null) {
        topics.putIfAbsent(traceparent, row.entry().topic());
      }
    }
    List<OpenSpan> spans = new ArrayList<>();
    topics.forEach(
        (traceparent, topic) -> spans.add(tracing.begin(SpanName.sending(topic), traceparent)));
    return spans;
  }

  private Future<Void> park(OutboxRow row, Throwable why) {
    LOG.error(
        "Outbox: {} of {} can never be sent, parked: {}",
        row.id(),
        row.entry().subject(),
        why.getMessage());
    return database
        .pool()
        .preparedQuery(Outbox.SQL.get("park"))
        .execute(Tuple.of(row.id(), String.valueOf(why.getMessage())))
        .mapEmpty();
  }

  /**
   * Not after each pass, since that would be one more commit each; a successor sends again what
   * came after.
   */
  private Future<Void> keepPosition() {
    long through = position.through();
    if (through == kept) {
      return Future.succeededFuture();
    }
    return database
        .pool()
        .preparedQuery(Outbox.SQL.get("move"))
        .execute(Tuple.of(through))
        .onSuccess(moved -> kept = through)
        .mapEmpty();
  }

  /** Sends what is there, if this process leads, then gives up the lead. The caller bounds it. */
  public Future<Void> stop() {
    return background
        .stop()
        .compose(
            stopped ->
                leadership == null || passing
                    ? Future.succeededFuture()
                    : drain().compose(drained -> keepPosition()))
        .otherwiseEmpty()
        .compose(
            done -> {
              PgConnection connection = leadership;
              leadership = null;
              return connection == null ? Future.succeededFuture() : connection.close();
            });
  }

  private Future<Void> drain() {
    return sendNext().compose(more -> more ? drain() : Future.succeededFuture());
  }
}
