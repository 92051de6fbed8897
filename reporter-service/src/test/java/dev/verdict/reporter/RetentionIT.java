package dev.verdict.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.embedded.PostgresAccess;
import dev.verdict.reporter.outbound.pg.PgOldRuns;
import dev.verdict.reporter.outbound.pg.PgRunStore;
import dev.verdict.reporter.stream.PlausibleRun;
import dev.verdict.reporter.usecase.CompletionSignals;
import dev.verdict.reporter.usecase.OldRuns;
import dev.verdict.reporter.usecase.TakeInEvents;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Migrations;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is old goes, a little at a time, and nothing else. */
class RetentionIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();

  private final Vertx vertx = Vertx.vertx();
  private final PostgresAccess access = postgres.freshDatabase();
  private final PlausibleRun old =
      PlausibleRun.finished("old", "main", 10, 20, PlausibleRun.START.minus(Duration.ofDays(100)));
  private final PlausibleRun young = PlausibleRun.finished("young", 2, 20);
  private Database database;

  @BeforeEach
  void fill() {
    PostgresSettings settings =
        PostgresSettings.of(
            access.host(), access.port(), access.database(), access.user(), access.password());
    RunningReporter.await(Migrations.run(vertx, settings, ReporterModule.SCHEMA));
    database = Database.open(vertx, settings, ReporterModule.SCHEMA);
    TakeInEvents takeIn = new TakeInEvents(new PgRunStore(database), new CompletionSignals());
    RunningReporter.await(takeIn.takeIn(old.events()));
    RunningReporter.await(takeIn.takeIn(young.events()));
    // The run's last event came when it ran.
    RunningReporter.await(
        database
            .pool()
            .query(
                "UPDATE run_progress SET updated_at = now() - interval '100 days' WHERE run_id = '"
                    + old.id()
                    + "'")
            .execute());
  }

  @AfterEach
  void close() {
    RunningReporter.await(database.close());
    RunningReporter.await(vertx.close());
  }

  private OldRuns.Swept sweep(Instant limit, long mostRows) {
    return RunningReporter.await(new PgOldRuns(database).forgetBefore(limit, mostRows));
  }

  @Test
  void anOldRunGoesWithAllThatBelongsToIt() {
    Map<String, String> youngBefore = Tables.of(access, young.id());

    OldRuns.Swept swept = sweep(PlausibleRun.START.minus(Duration.ofDays(90)), 1_000_000);

    assertThat(swept.runs()).isEqualTo(1);
    assertThat(swept.finished()).isTrue();
    assertThat(Tables.of(access, old.id()).values())
        .allSatisfy(rows -> assertThat(rows).startsWith("0 rows"));
    assertThat(Tables.of(access, young.id())).isEqualTo(youngBefore);
  }

  @Test
  void aPassIsBounded() {
    PlausibleRun older =
        PlausibleRun.finished(
            "older", "main", 1, 5, PlausibleRun.START.minus(Duration.ofDays(200)));
    RunningReporter.await(
        new TakeInEvents(new PgRunStore(database), new CompletionSignals()).takeIn(older.events()));
    RunningReporter.await(
        database
            .pool()
            .query("UPDATE run_progress SET updated_at = now() - interval '200 days'")
            .execute());

    OldRuns.Swept swept = sweep(PlausibleRun.START.minus(Duration.ofDays(90)), 1);

    assertThat(swept.runs()).isEqualTo(1);
    assertThat(swept.finished()).isFalse();
  }

  @Test
  void aRunThatIsStillSpokenOfStays() {
    RunningReporter.await(
        database.pool().query("UPDATE run_progress SET updated_at = now()").execute());

    assertThat(sweep(PlausibleRun.START.minus(Duration.ofDays(90)), 1_000_000).runs()).isZero();
  }
}
