package dev.verdict.coordinator.inbound.kafka;

import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.coordinator.usecase.TakeNews;
import dev.verdict.runtime.access.WorkerTokens;
import dev.verdict.runtime.kafka.BatchHandler;
import dev.verdict.runtime.kafka.PoisonRecord;
import dev.verdict.runtime.kafka.Received;
import dev.verdict.runtime.kafka.ReceivedBatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code verdict.attempts}. Runs go side by side, the news of one run one after the other.
 * News without a valid token, or by another worker than it says, changes nothing and is counted.
 */
public final class NewsReader implements BatchHandler {
  private static final Logger LOG = LoggerFactory.getLogger(NewsReader.class);

  private final WorkerTokens tokens;
  private final TakeNews takeNews;
  private final MeterRegistry meters;
  private final Runnable changed;

  /**
   * @param changed is told after each piece of news: an attempt may have ended, so there may be
   *     room
   */
  public NewsReader(
      WorkerTokens tokens, TakeNews takeNews, MeterRegistry meters, Runnable changed) {
    this.tokens = tokens;
    this.takeNews = takeNews;
    this.meters = meters;
    this.changed = changed;
  }

  @Override
  public Future<Void> handle(ReceivedBatch batch) {
    Future<Void> handled = Future.succeededFuture();
    for (Received record : batch.records()) {
      handled = handled.compose(before -> handle(record));
    }
    return handled;
  }

  private Future<Void> handle(Received record) {
    AttemptNews news;
    try {
      news = Json.read(record.value(), AttemptNews.class);
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(new PoisonRecord(record, String.valueOf(e.getMessage())));
    }
    return tokens
        .verify(record.header(Topics.TOKEN_HEADER), record.at())
        .compose(
            worker ->
                speaksForItself(worker, news)
                    ? takeNews.take(news).map(this::name)
                    : refused(record, news))
        .map(
            outcome -> {
              meters.counter("distributed_testing_attempt_news", "outcome", outcome).increment();
              changed.run();
              return (Void) null;
            })
        .recover(
            failure ->
                Future.failedFuture(isHopeless(failure) ? poison(record, failure) : failure));
  }

  /**
   * What the database will never take, however often it is offered; everything else may work the
   * next time.
   */
  private static boolean isHopeless(Throwable failure) {
    return failure instanceof PgException pg
        && (pg.getSqlState().startsWith("22") || pg.getSqlState().startsWith("23"));
  }

  private static PoisonRecord poison(Received record, Throwable failure) {
    return new PoisonRecord(record, String.valueOf(failure.getMessage()));
  }

  private static boolean speaksForItself(Optional<UUID> worker, AttemptNews news) {
    return worker.isPresent() && worker.get().equals(news.workerId());
  }

  private String name(TakeNews.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static Future<String> refused(Received record, AttemptNews news) {
    LOG.warn(
        "News of {} at {} has no valid token of worker {}",
        news.attempt(),
        record.position(),
        news.workerId());
    return Future.succeededFuture("refused");
  }

  /** The outcomes, for the metrics to be there before anything happens. */
  public static List<String> outcomes() {
    return List.of("taken", "repeated", "stale", "unknown", "refused");
  }
}
