package dev.verdict.runtime.outbox;

import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Puts what is to be sent beside the state that it speaks of. */
public final class Outbox {
  static final Sql SQL = Sql.of(Outbox.class, "sql/outbox.sql");

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<UUID>> runListeners = new CopyOnWriteArrayList<>();

  /** Within the caller's transaction. After its commit the caller says {@link #committed()}. */
  public Future<Void> append(SqlConnection connection, List<OutboxEntry> entries) {
    if (entries.isEmpty()) {
      return Future.succeededFuture();
    }
    return connection.preparedQuery(SQL.get("append")).execute(columns(entries)).mapEmpty();
  }

  /** Wakes the relay, and whoever else waits for news. Cheap; a call too many does no harm. */
  public void committed() {
    listeners.forEach(Runnable::run);
  }

  /**
   * The same, of something that was published of one run only: who follows another may sleep on.
   */
  public void committed(UUID run) {
    committed();
    runListeners.forEach(listener -> listener.accept(run));
  }

  public void onCommittedOfRun(Consumer<UUID> listener) {
    runListeners.add(listener);
  }

  public void onCommitted(Runnable listener) {
    listeners.add(listener);
  }

  private static Tuple columns(List<OutboxEntry> entries) {
    int n = entries.size();
    String[] topic = new String[n];
    String[] key = new String[n];
    String[] type = new String[n];
    UUID[] run = new UUID[n];
    Long[] sequence = new Long[n];
    String[] subject = new String[n];
    String[] payload = new String[n];
    String[] trace = new String[n];
    for (int i = 0; i < n; i++) {
      OutboxEntry entry = entries.get(i);
      topic[i] = entry.topic();
      key[i] = entry.key();
      type[i] = entry.type();
      run[i] = entry.runId();
      sequence[i] = entry.sequence();
      subject[i] = entry.subject();
      payload[i] = entry.payload();
      trace[i] = entry.traceparent();
    }
    return Tuple.from(new Object[] {topic, key, type, run, sequence, subject, payload, trace});
  }
}
