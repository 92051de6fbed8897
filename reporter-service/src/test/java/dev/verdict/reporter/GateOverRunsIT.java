package dev.verdict.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reporter.domain.comparison.Comparison;
import dev.verdict.reporter.domain.flaky.Quarantine;
import dev.verdict.reporter.outbound.pg.PgHistory;
import dev.verdict.reporter.outbound.pg.PgQuarantines;
import dev.verdict.reporter.stream.SmallRun;
import dev.verdict.reporter.usecase.RecordMetric;
import dev.verdict.reporter.usecase.flaky.QuarantineGauge;
import dev.verdict.reporter.usecase.flaky.Quarantines;
import dev.verdict.reporter.usecase.flaky.Quarantines.Outcome;
import dev.verdict.reporter.usecase.gate.GateStore;
import dev.verdict.reports.model.GateResult;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The gate over runs that have ended, and what quarantine and coverage mean to it. */
class GateOverRunsIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();

  private LookedAt history;
  private int hours;

  @BeforeEach
  void open() {
    history = new LookedAt(postgres.freshDatabase(), InsightSettings.USUAL);
  }

  @AfterEach
  void close() {
    history.close();
  }

  private SmallRun on(String branch, String commit) {
    Instant start = LookedAt.NOW.minus(Duration.ofDays(3)).plus(Duration.ofHours(hours++));
    return SmallRun.on(branch, commit, start);
  }

  private Comparison compared(SmallRun run) {
    return LookedAt.await(history.insights().comparison().of(run.id())).orElseThrow();
  }

  @Test
  void whoAsksBeforeTheDigestHearsWhatItWillFind() {
    history.run(on("main", "c1").passed("adds", "pays").end());
    SmallRun run = on("feature", "f1").failed("adds", "E", "no").passed("pays").end();
    history.onlyTakenIn(run);
    GateResult early = LookedAt.await(history.insights().gate().of(run.id())).orElseThrow();

    history.run(run);

    assertThat(early.passed()).isFalse();
    assertThat(early).isEqualTo(gate(run).result());
    assertThat(LookedAt.await(history.insights().gate().of(run.id()))).contains(early);
  }

  @Test
  void aRunThatGoesOnOrIsUnknownHasNoGateYet() {
    SmallRun open = on("main", "c1").passed("adds");
    history.onlyTakenIn(open);

    assertThat(LookedAt.await(history.insights().gate().of(open.id()))).isEmpty();
    assertThat(LookedAt.await(history.insights().gate().of(UUID.randomUUID()))).isEmpty();
  }

  private GateStore.Held gate(SmallRun run) {
    return LookedAt.await(history.insights().gates().find(run.id()))
        .orElseThrow()
        .result()
        .orElseThrow();
  }

  private Quarantine quarantined(String name) {
    Outcome outcome =
        LookedAt.await(
            history
                .insights()
                .quarantines()
                .add(
                    new Quarantines.Wish(
                        "shop",
                        "tests/test_shop.py::" + name,
                        "ada",
                        null,
                        null,
                        LookedAt.NOW.plus(Duration.ofDays(9))),
                    "ada",
                    Optional.empty()));
    return ((Outcome.Done) outcome).quarantine();
  }

  private Quarantine again(Quarantine quarantine) {
    return LookedAt.await(history.insights().quarantines().find(quarantine.id())).orElseThrow();
  }

  private SmallRun later(int hour) {
    return SmallRun.on("main", "z" + hour, LookedAt.NOW.plus(Duration.ofHours(hour)));
  }

  @Test
  void aQuarantinedFailureStaysAFailureAndDoesNotMakeTheGateRed() {
    Quarantine quarantine = quarantined("pays");
    SmallRun run = history.run(later(1).passed("ships").failed("pays", "E", "no price").end());

    assertThat(compared(run).newFailures().getFirst().quarantined()).isTrue();
    assertThat(gate(run).result().passed()).isTrue();
    assertThat(gate(run).result().rules().getLast().explanation())
        .isEqualTo("0 bad, 1 more in quarantine (expected: <= 0)");

    SmallRun lost = history.run(later(2).passed("ships").lost("pays").end());
    assertThat(gate(lost).result().passed()).isFalse();

    LookedAt.await(history.insights().quarantines().end(quarantine.id(), "ada"));
    SmallRun after = history.run(later(3).passed("ships").failed("pays", "E", "no price").end());
    assertThat(gate(after).result().passed()).isFalse();
  }

  @Test
  void aQuarantinedTestThatIsBrokenForGoodRingsAndOneThatIsStableIsTakenBack() {
    Quarantine broken = quarantined("pays");
    Quarantine stable = quarantined("ships");
    for (int hour = 1; hour <= 20; hour++) {
      SmallRun run = later(hour).passed("ships").failed("pays", "E", "no price tag");
      history.run(run.end());
      assertThat(again(broken).brokenSince() != null).isEqualTo(hour >= 5);
    }
    assertThat(again(broken).failures()).isGreaterThanOrEqualTo(20);
    assertThat(again(broken).state(LookedAt.NOW)).isEqualTo(Quarantine.State.BROKEN);
    assertThat(again(stable).endedBy()).isEqualTo("verdict");
    assertThat(again(stable).endedWhy()).isEqualTo("it passed in 20 runs on end");
    assertThat(noted()).containsExactly("broken 5", "released 20");
    assertThat(counted("broken")).isEqualTo(1);
    assertThat(counted("active")).isZero();

    history.run(later(30).passed("pays").end());
    assertThat(again(broken).brokenSince()).isNull();
    assertThat(counted("broken")).isZero();
    assertThat(counted("active")).isEqualTo(1);
  }

  @Test
  void coverageThatComesAfterTheEndIsHeldAgainstItsRule() {
    InsightSettings strict =
        InsightSettings.from(
            new SettingsReader(
                SettingsSource.of(Map.of(), Optional.empty(), Map.of("gate.min_coverage", "80"))));
    try (LookedAt other = new LookedAt(postgres.freshDatabase(), strict)) {
      SmallRun run = other.run(on("main", "c1").passed("adds").end());
      Insights insights = other.insights();
      assertThat(coverageRule(insights, run).outcome()).isEqualTo(GateResult.Outcome.UNKNOWN);

      RecordMetric record =
          new RecordMetric(
              other.vertx(),
              new PgHistory(other.database()),
              Clock.systemUTC(),
              Duration.ZERO,
              insights::lookAgain);
      LookedAt.await(
          record.record(
              new RecordMetric.Measured(run.id(), null, "coverage", 81.5, "percent"),
              Optional.empty()));

      GateResult.Rule rule = coverageRule(insights, run);
      assertThat(rule.outcome()).isEqualTo(GateResult.Outcome.PASSED);
      assertThat(rule.explanation()).isEqualTo("81.5 % covered (expected: >= 80 %)");
      LookedAt.await(insights.stop());
      while (LookedAt.await(insights.digest().one())) {
        // Until nothing is left.
      }
      assertThat(LookedAt.await(insights.gates().find(run.id())).orElseThrow().result())
          .hasValueSatisfying(held -> assertThat(held.result().rules()).contains(rule));
    }
  }

  private static GateResult.Rule coverageRule(Insights insights, SmallRun run) {
    return LookedAt.await(insights.gate().of(run.id())).orElseThrow().rules().stream()
        .filter(rule -> rule.name().equals("min_coverage"))
        .findFirst()
        .orElseThrow();
  }

  private List<String> noted() {
    return LookedAt.await(
            history
                .database()
                .pool()
                .query("SELECT kind || ' ' || runs AS noted FROM quarantine_news ORDER BY kind")
                .execute())
        .stream()
        .map(row -> row.getString("noted"))
        .toList();
  }

  /** What the alert looks at. */
  private double counted(String state) {
    MeterRegistry registry = new SimpleMeterRegistry();
    Clock clock = Clock.fixed(LookedAt.NOW, ZoneOffset.UTC);
    QuarantineGauge gauge =
        new QuarantineGauge(
            history.vertx(), new PgQuarantines(history.database()), clock, registry);
    gauge.start();
    LookedAt.await(gauge.stop());
    return registry.get("verdict_reporter_quarantines").tag("state", state).gauge().value();
  }
}
