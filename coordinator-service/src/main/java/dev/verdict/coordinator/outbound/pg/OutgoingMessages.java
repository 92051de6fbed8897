package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.coordinator.domain.RunState;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.outbox.OutboxEntry;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events and orders of one transaction: numbers the events from where the locked run stands, and
 * moves the run on at the end.
 */
public final class OutgoingMessages {
  static final String ORDER = "order";

  /** What became of a worker. */
  public static final String WORKER = "worker";

  private static final int FLUSH_AT = 500;

  private final SqlConnection connection;
  private final Outbox outbox;
  private final UUID runId;
  private final @Nullable String traceparent;
  private final List<OutboxEntry> waiting = new ArrayList<>();
  private final List<EventData.TaskFinished> settled = new ArrayList<>();
  private final long before;
  private long sequence;

  OutgoingMessages(SqlConnection connection, Outbox outbox, RunState run, long sequence) {
    this.connection = connection;
    this.outbox = outbox;
    this.runId = run.id();
    this.traceparent = run.announced().traceparent();
    this.before = sequence;
    this.sequence = sequence;
  }

  void publish(EventType type, String subject, EventData data) {
    if (data instanceof EventData.TaskFinished finished && finished.settled()) {
      settled.add(finished);
    }
    sequence++;
    waiting.add(
        new OutboxEntry(
            Topics.EVENTS,
            runId.toString(),
            type.name(),
            runId,
            sequence,
            TestColumns.withoutNul(subject),
            Json.text(data),
            traceparent));
  }

  /** The tasks that this transaction has settled. */
  List<EventData.TaskFinished> settled() {
    return settled;
  }

  void order(WorkerOrder order) {
    waiting.add(order(order.workerId(), order));
  }

  static OutboxEntry order(UUID workerId, WorkerOrder order) {
    return new OutboxEntry(
        Topics.ASSIGNMENTS, workerId.toString(), ORDER, null, null, null, Json.text(order));
  }

  /** Empties the buffer when it is full. The events stay invisible until the commit. */
  Future<Void> flush() {
    return waiting.size() < FLUSH_AT ? Future.succeededFuture() : append();
  }

  Future<Void> finish() {
    Future<Void> moved =
        sequence == before
            ? Future.succeededFuture()
            : connection
                .preparedQuery(PgRunLedger.RUNS.get("advance"))
                .execute(Tuple.of(runId, sequence - before))
                .mapEmpty();
    return Future.all(moved, append()).mapEmpty();
  }

  private Future<Void> append() {
    List<OutboxEntry> entries = List.copyOf(waiting);
    waiting.clear();
    return outbox.append(connection, entries);
  }
}
