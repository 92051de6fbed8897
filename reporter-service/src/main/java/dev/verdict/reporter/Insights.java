package dev.verdict.reporter;

import dev.verdict.reporter.inbound.http.FailureOperations;
import dev.verdict.reporter.inbound.http.FlakyOperations;
import dev.verdict.reporter.inbound.http.QuarantineOperations;
import dev.verdict.reporter.inbound.http.RunInsightOperations;
import dev.verdict.reporter.inbound.http.TrendOperations;
import dev.verdict.reporter.outbound.pg.PgComparedRuns;
import dev.verdict.reporter.outbound.pg.PgEndedRuns;
import dev.verdict.reporter.outbound.pg.PgFailureHistory;
import dev.verdict.reporter.outbound.pg.PgFailureStore;
import dev.verdict.reporter.outbound.pg.PgFlakyStore;
import dev.verdict.reporter.outbound.pg.PgGates;
import dev.verdict.reporter.outbound.pg.PgQuarantines;
import dev.verdict.reporter.outbound.pg.PgTrendSource;
import dev.verdict.reporter.usecase.CompletionSignals;
import dev.verdict.reporter.usecase.ExplainedReports;
import dev.verdict.reporter.usecase.ReportSource;
import dev.verdict.reporter.usecase.comparison.FirstSightings;
import dev.verdict.reporter.usecase.comparison.RunComparison;
import dev.verdict.reporter.usecase.digest.DigestRuns;
import dev.verdict.reporter.usecase.digest.DigestStep;
import dev.verdict.reporter.usecase.failure.Failures;
import dev.verdict.reporter.usecase.failure.SortFailures;
import dev.verdict.reporter.usecase.flaky.FlakyTests;
import dev.verdict.reporter.usecase.flaky.JudgeFlaky;
import dev.verdict.reporter.usecase.flaky.QuarantineGauge;
import dev.verdict.reporter.usecase.flaky.Quarantines;
import dev.verdict.reporter.usecase.flaky.WatchQuarantines;
import dev.verdict.reporter.usecase.gate.GateOfRun;
import dev.verdict.reporter.usecase.gate.GateStore;
import dev.verdict.reporter.usecase.gate.HoldAgainstGate;
import dev.verdict.reporter.usecase.trend.Trends;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.metrics.Metrics;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What runs mean, wired by hand.
 *
 * <pre>
 *  a run is complete ──▶ DigestRuns ──▶ SortFailures ▶ JudgeFlaky ▶ WatchQuarantines ▶ HoldAgainstGate
 *  GET …/failures, flaky, trends, comparison, gate ──▶ Failures, FlakyTests, Trends, RunComparison, GateStore
 * </pre>
 */
public final class Insights {
  private final Vertx vertx;
  private final InsightSettings settings;
  private final Clock clock;
  private final Database database;
  private final DigestRuns digest;
  private final RunComparison comparison;
  private final FirstSightings sightings;
  private final GateStore gates;
  private final HoldAgainstGate holdAgainstGate;
  private final GateOfRun gateOfRun;
  private final Failures failures;
  private final FlakyTests flaky;
  private final Quarantines quarantines;
  private final Trends trends;
  private final QuarantineGauge gauge;

  public Insights(
      Vertx vertx,
      InsightSettings settings,
      Clock clock,
      Database database,
      CompletionSignals signals) {
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
    this.database = database;
    this.comparison = new RunComparison(new PgComparedRuns(database), settings.baseBranches());
    this.sightings = new FirstSightings(new PgComparedRuns(database));
    this.gates = new PgGates(database);
    this.holdAgainstGate = new HoldAgainstGate(gates, comparison, settings.gate(), clock);
    this.gateOfRun = new GateOfRun(gates, holdAgainstGate);
    this.failures = new Failures(new PgFailureHistory(database));
    this.flaky = new FlakyTests(new PgFlakyStore(database));
    this.quarantines = new Quarantines(new PgQuarantines(database), clock);
    this.gauge =
        new QuarantineGauge(
            vertx, new PgQuarantines(database), clock, Metrics.of(vertx).registry());
    this.trends = new Trends(vertx, new PgTrendSource(database));
    this.digest = new DigestRuns(vertx, new PgEndedRuns(database), steps());
    signals.tellEach(run -> digest.wake());
  }

  private List<DigestStep> steps() {
    List<DigestStep> steps = new ArrayList<>();
    if (settings.failureAnalysis()) {
      steps.add(new SortFailures(vertx, new PgFailureStore(database)));
    }
    steps.add(new JudgeFlaky(new PgFlakyStore(database), clock));
    steps.add(
        new WatchQuarantines(
            new PgQuarantines(database), clock, settings.brokenAfter(), settings.stableAfter()));
    steps.add(holdAgainstGate);
    return steps;
  }

  public void addTo(Operations operations) {
    new FailureOperations(failures, settings.failureDepth()).addTo(operations);
    new FlakyOperations(flaky).addTo(operations);
    new QuarantineOperations(quarantines).addTo(operations);
    new TrendOperations(trends, settings.trends(), clock).addTo(operations);
    new RunInsightOperations(comparison, gates).addTo(operations);
  }

  public RunComparison comparison() {
    return comparison;
  }

  public FirstSightings sightings() {
    return sightings;
  }

  /** Reports with what was made of their runs. */
  ReportSource explained(ReportSource source) {
    return new ExplainedReports(source, gateOfRun, sightings);
  }

  /** Something was measured that a rule asks for. */
  Future<Void> lookAgain(UUID run) {
    return gates.again(run).onSuccess(done -> digest.wake());
  }

  public GateStore gates() {
    return gates;
  }

  public GateOfRun gate() {
    return gateOfRun;
  }

  public Failures failures() {
    return failures;
  }

  public FlakyTests flaky() {
    return flaky;
  }

  public Quarantines quarantines() {
    return quarantines;
  }

  public Trends trends() {
    return trends;
  }

  public DigestRuns digest() {
    return digest;
  }

  public void start() {
    digest.start();
    gauge.start();
  }

  public Future<Void> stop() {
    return gauge.stop().transform(looked -> digest.stop());
  }
}
