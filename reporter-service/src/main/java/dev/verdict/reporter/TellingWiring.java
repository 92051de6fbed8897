package dev.verdict.reporter;

import dev.verdict.ci.http.Clockwork;
import dev.verdict.contract.Ids;
import dev.verdict.reporter.domain.telling.Telling;
import dev.verdict.reporter.inbound.http.TellingOperations;
import dev.verdict.reporter.outbound.ci.ConfiguredCiSystems;
import dev.verdict.reporter.outbound.pg.PgBaseBranch;
import dev.verdict.reporter.outbound.pg.PgReportSource;
import dev.verdict.reporter.outbound.pg.PgTellings;
import dev.verdict.reporter.outbound.pg.WantedTellings;
import dev.verdict.reporter.usecase.telling.CiSystems;
import dev.verdict.reporter.usecase.telling.RunStories;
import dev.verdict.reporter.usecase.telling.SayComment;
import dev.verdict.reporter.usecase.telling.SayStatus;
import dev.verdict.reporter.usecase.telling.SayTestRun;
import dev.verdict.reporter.usecase.telling.TellAndNote;
import dev.verdict.reporter.usecase.telling.TellCiSystems;
import dev.verdict.reporter.usecase.telling.TellOne;
import dev.verdict.reporter.usecase.telling.TellingMeters;
import dev.verdict.reporter.usecase.telling.TellingRules;
import dev.verdict.reporter.usecase.telling.Tellings;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.metrics.Metrics;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.tracing.SpanName;
import dev.verdict.runtime.tracing.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Function;

/**
 * Runs told in their CI systems, wired by hand.
 *
 * <pre>
 *  TakeInEvents ──same transaction──▶ WantedTellings ──▶ tellings
 *       │ woken                                             │ claimed
 *       └────────▶ TellCiSystems ──▶ TellAndNote ──▶ TellOne ──▶ the provider
 * </pre>
 */
final class TellingWiring {
  private static final Duration LATE = Duration.ofMinutes(5);

  private final Tellings tellings;
  private final ConfiguredCiSystems systems;
  private final TellCiSystems tellCiSystems;
  private final WantedTellings wanted;

  TellingWiring(
      Vertx vertx,
      Database database,
      TellingSettings settings,
      Clockwork clockwork,
      Insights insights) {
    TellingRules rules = settings.rules();
    var registry = Metrics.of(vertx).registry();
    tellings = new PgTellings(database, Ids.next());
    wanted = new WantedTellings(rules);
    systems = new ConfiguredCiSystems(vertx, clockwork, settings.providers(), registry);
    var stories =
        new RunStories(
            insights.explained(new PgReportSource(database, clockwork.clock())),
            new PgBaseBranch(database, rules.baseBranches()),
            rules.publicUrl());
    var tellOne =
        new TellOne(
            stories,
            systems,
            new SayTestRun(vertx, tellings, rules),
            new SayStatus(rules),
            new SayComment(vertx, rules));
    var tellAndNote =
        new TellAndNote(tellOne, tellings, rules, new TellingMeters(registry), clockwork.clock());
    tellCiSystems = new TellCiSystems(vertx, tellings, traced(vertx, tellAndNote), rules);
  }

  /** In the trace that the run belongs to, whoever tells it, and whenever. */
  private static Function<Telling, Future<Void>> traced(Vertx vertx, TellAndNote tellAndNote) {
    Tracing tracing = Tracing.of(vertx);
    return telling ->
        tracing.within(
            vertx,
            SpanName.of("tell " + telling.surface().word())
                .with("verdict.run.id", telling.runId())
                .with("verdict.provider", telling.provider()),
            telling.traceparent(),
            () -> tellAndNote.tell(telling));
  }

  CiSystems systems() {
    return systems;
  }

  WantedTellings wanted() {
    return wanted;
  }

  Future<Void> start() {
    return tellCiSystems.start();
  }

  void wake() {
    tellCiSystems.wake();
  }

  void addTo(Operations operations) {
    new TellingOperations(tellings).addTo(operations);
  }

  /** Down when what is to be told has waited too long: its readers see something old. */
  Future<String> health() {
    return tellings
        .waiting()
        .compose(
            now -> {
              String words =
                  now.waiting()
                      + " wait to be told in CI systems, "
                      + now.failing()
                      + " after a failure";
              return now.oldest().compareTo(LATE) > 0
                  ? Future.failedFuture(
                      words + ", the oldest since " + now.oldest().toMinutes() + " min")
                  : Future.succeededFuture(words);
            });
  }

  Future<Void> stop() {
    return tellCiSystems.stop().transform(quiet -> systems.close());
  }
}
