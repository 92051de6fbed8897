package dev.verdict.reporter.inbound.kafka;

import dev.verdict.contract.event.RunEvent;
import dev.verdict.reporter.usecase.TakeInEvents;
import dev.verdict.runtime.kafka.BatchHandler;
import dev.verdict.runtime.kafka.PoisonRecord;
import dev.verdict.runtime.kafka.Received;
import dev.verdict.runtime.kafka.ReceivedBatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.List;

/**
 * One batch of records, one transaction.
 *
 * <pre>
 *  read all ──cannot be read──▶ that record is poison
 *     │
 *  take all in ──the database refuses the data──▶ take them in one by one ──refused──▶ that record is poison
 *     │            └─any other failure──▶ the batch comes again
 *  offsets are committed
 * </pre>
 */
public final class EventBatches implements BatchHandler {
  private final Vertx vertx;
  private final TakeInEvents takeIn;
  private final IntakeMetrics metrics;

  public EventBatches(Vertx vertx, TakeInEvents takeIn, IntakeMetrics metrics) {
    this.vertx = vertx;
    this.takeIn = takeIn;
    this.metrics = metrics;
  }

  private record Readable(Received record, RunEvent event) {}

  @Override
  public Future<Void> handle(ReceivedBatch batch) {
    long start = System.nanoTime();
    // Thousands of documents: too long for an event loop.
    return vertx
        .executeBlocking(() -> readAll(batch.records()), false)
        .compose(this::takeIn)
        .onSuccess(done -> metrics.taken(batch, System.nanoTime() - start))
        .mapEmpty();
  }

  private static List<Readable> readAll(List<Received> records) {
    List<Readable> readable = new ArrayList<>(records.size());
    for (Received record : records) {
      try {
        EventReader.read(record).ifPresent(event -> readable.add(new Readable(record, event)));
      } catch (RuntimeException e) {
        throw new PoisonRecord(record, String.valueOf(e.getMessage()));
      }
    }
    return readable;
  }

  private Future<Void> takeIn(List<Readable> readable) {
    List<RunEvent> events = readable.stream().map(Readable::event).toList();
    return takeIn
        .takeIn(events)
        .onSuccess(metrics::written)
        .<Void>mapEmpty()
        .recover(failure -> isRefusal(failure) ? oneByOne(readable) : Future.failedFuture(failure));
  }

  /**
   * Finds the record that the database refuses. The others are taken in, and come once more without
   * effect.
   */
  private Future<Void> oneByOne(List<Readable> readable) {
    Future<Void> chain = Future.succeededFuture();
    for (Readable one : readable) {
      chain =
          chain.compose(
              done -> takeIn.takeIn(List.of(one.event())).<Void>mapEmpty().recover(poison(one)));
    }
    return chain;
  }

  private static java.util.function.Function<Throwable, Future<Void>> poison(Readable one) {
    return failure ->
        Future.failedFuture(
            isRefusal(failure)
                ? new PoisonRecord(one.record(), String.valueOf(failure.getMessage()))
                : failure);
  }

  /**
   * SQLSTATE classes 22 and 23, data and constraints, and a program limit such as a value that is
   * too large.
   */
  private static boolean isRefusal(Throwable failure) {
    return failure instanceof PgException pg
        && (pg.getSqlState().startsWith("22")
            || pg.getSqlState().startsWith("23")
            || pg.getSqlState().startsWith("54"));
  }
}
