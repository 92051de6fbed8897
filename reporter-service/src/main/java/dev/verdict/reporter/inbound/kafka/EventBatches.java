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
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One batch of records, one transaction.
 *
 * <pre>
 *  read all ──cannot be read──▶ that record is poison
 *     │
 *  take all in ──the database refuses the data──▶ halve the batch until one is left: that is poison
 *     │            └─any other failure──▶ the batch comes again
 *  offsets are committed
 * </pre>
 */
public final class EventBatches implements BatchHandler {
  private static final Set<String> REFUSALS = Set.of("22", "23", "54");

  private final Vertx vertx;
  private final IntakeSpans spans;
  private final TakeInEvents takeIn;
  private final IntakeMetrics metrics;

  public EventBatches(Vertx vertx, TakeInEvents takeIn, IntakeMetrics metrics) {
    this.vertx = vertx;
    this.spans = new IntakeSpans(vertx);
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
    return spans
        .around(events, () -> takeIn.takeIn(events))
        .onSuccess(metrics::written)
        .<Void>mapEmpty()
        .recover(
            failure ->
                isRefusal(failure) ? inHalves(readable, failure) : Future.failedFuture(failure));
  }

  /**
   * Finds the record that is refused. The others are taken in, and come once more without effect.
   */
  private Future<Void> inHalves(List<Readable> readable, Throwable refusal) {
    if (readable.size() == 1) {
      return Future.failedFuture(
          new PoisonRecord(readable.getFirst().record(), String.valueOf(refusal.getMessage())));
    }
    int half = readable.size() / 2;
    return takeIn(readable.subList(0, half))
        .compose(first -> takeIn(readable.subList(half, readable.size())));
  }

  /**
   * Whether it is the event's fault, and will be the next time: SQLSTATE classes 22 and 23, data
   * and constraints, and 54, a value that is too large; or a field that is missing or cannot be
   * sent. Everything else may pass.
   */
  private static boolean isRefusal(Throwable failure) {
    return switch (failure) {
      case PgException pg -> REFUSALS.contains(pg.getSqlState().substring(0, 2));
      case NullPointerException missing -> true;
      case IllegalArgumentException wrong -> true;
      case ArithmeticException tooFar -> true;
      case DateTimeException noTime -> true;
      default -> false;
    };
  }
}
