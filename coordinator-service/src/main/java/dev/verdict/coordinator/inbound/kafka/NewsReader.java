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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code verdict.attempts}. Runs go side by side; the news of one run go in order, as many
 * together as lie together. News without a valid token, or by another worker than it says, changes
 * nothing and is counted.
 */
public final class NewsReader implements BatchHandler {
  private static final Logger LOG = LoggerFactory.getLogger(NewsReader.class);

  private static final String REFUSED = "refused";

  /** Bounds a transaction: results of that many tests, and one part more. */
  private static final int MOST_TESTS = 2_000;

  /** Classes of SQL states: data exception, constraint violation, program limit exceeded. */
  static final Set<String> HOPELESS = Set.of("22", "23", "54");

  private final WorkerTokens tokens;
  private final TakeNews takeNews;
  private final MeterRegistry meters;
  private final Runnable changed;

  /** A record and what it says. */
  private record Told(Received record, AttemptNews news) {}

  /**
   * @param changed is told after each batch: an attempt may have ended, so there may be room
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
    List<Future<Boolean>> genuine = new ArrayList<>();
    List<Told> all = new ArrayList<>();
    for (Received record : batch.records()) {
      try {
        Told told = new Told(record, Json.read(record.value(), AttemptNews.class));
        all.add(told);
        genuine.add(isGenuine(told));
      } catch (IllegalArgumentException e) {
        return Future.failedFuture(new PoisonRecord(record, String.valueOf(e.getMessage())));
      }
    }
    return Future.all(genuine).compose(checked -> takeByRun(all, genuine));
  }

  private Future<Void> takeByRun(List<Told> all, List<Future<Boolean>> genuine) {
    Map<UUID, List<Told>> byRun = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Told told = all.get(i);
      if (genuine.get(i).result()) {
        byRun.computeIfAbsent(told.news().attempt().runId(), run -> new ArrayList<>()).add(told);
      } else {
        refuse(told);
      }
    }
    List<Future<Void>> runs = new ArrayList<>();
    byRun.forEach((run, told) -> runs.add(takeInOrder(run, told)));
    return Future.join(runs).onComplete(taken -> changed.run()).mapEmpty();
  }

  private Future<Void> takeInOrder(UUID run, List<Told> told) {
    if (told.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Told> together = together(told);
    return take(run, together)
        .recover(
            failure ->
                isHopeless(failure) ? takeAlone(run, together) : Future.failedFuture(failure))
        .compose(taken -> takeInOrder(run, told.subList(together.size(), told.size())));
  }

  /** The first ones, up to where there are enough results for one transaction. */
  private static List<Told> together(List<Told> told) {
    int tests = 0;
    int n = 0;
    while (n < told.size() && tests < MOST_TESTS) {
      tests += told.get(n).news() instanceof AttemptNews.Tests some ? some.tests().size() : 0;
      n++;
    }
    return told.subList(0, n);
  }

  private Future<Void> take(UUID run, List<Told> told) {
    return takeNews
        .take(run, told.stream().map(Told::news).toList())
        .map(
            outcomes -> {
              outcomes.forEach(outcome -> count(name(outcome)));
              return null;
            });
  }

  /** One of them cannot be taken, ever: find out which, so that only that one is put aside. */
  private Future<Void> takeAlone(UUID run, List<Told> told) {
    Future<Void> taken = Future.succeededFuture();
    for (Told each : told) {
      Future<Void> before = taken;
      taken =
          before.compose(
              done ->
                  take(run, List.of(each))
                      .recover(
                          failure ->
                              Future.failedFuture(
                                  isHopeless(failure) ? poison(each, failure) : failure)));
    }
    return taken;
  }

  /**
   * What the database will never take, however often it is offered: data that it cannot hold, or a
   * value beyond its limits. Everything else may work the next time.
   */
  private static boolean isHopeless(Throwable failure) {
    return failure instanceof PgException pg && HOPELESS.contains(pg.getSqlState().substring(0, 2));
  }

  private static PoisonRecord poison(Told told, Throwable failure) {
    return new PoisonRecord(told.record(), String.valueOf(failure.getMessage()));
  }

  private Future<Boolean> isGenuine(Told told) {
    return tokens
        .verify(told.record().header(Topics.TOKEN_HEADER), told.record().at())
        .map(worker -> worker.isPresent() && worker.get().equals(told.news().workerId()));
  }

  private void refuse(Told told) {
    LOG.warn(
        "News of {} at {} has no valid token of worker {}",
        told.news().attempt(),
        told.record().position(),
        told.news().workerId());
    count(REFUSED);
  }

  private void count(String outcome) {
    meters.counter("distributed_testing_attempt_news", "outcome", outcome).increment();
  }

  private static String name(TakeNews.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  /** The outcomes, for the metrics to be there before anything happens. */
  public static List<String> outcomes() {
    return Stream.concat(
            Arrays.stream(TakeNews.Outcome.values()).map(NewsReader::name), Stream.of(REFUSED))
        .toList();
  }
}
