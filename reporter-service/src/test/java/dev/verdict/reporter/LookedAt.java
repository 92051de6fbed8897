package dev.verdict.reporter;

import dev.verdict.embedded.PostgresAccess;
import dev.verdict.reporter.outbound.pg.PgRunStore;
import dev.verdict.reporter.stream.SmallRun;
import dev.verdict.reporter.usecase.CompletionSignals;
import dev.verdict.reporter.usecase.TakeInEvents;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Migrations;
import dev.verdict.runtime.settings.PostgresSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** History with what is made of it, and no broker: a run is taken in and looked at in one call. */
public final class LookedAt implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private final Vertx vertx = Vertx.vertx();
  private final Database database;
  private final TakeInEvents takeIn;
  private final Insights insights;

  public LookedAt(PostgresAccess access, InsightSettings settings) {
    PostgresSettings postgres =
        PostgresSettings.of(
            access.host(), access.port(), access.database(), access.user(), access.password());
    RunningReporter.await(Migrations.run(vertx, postgres, ReporterModule.SCHEMA));
    database = Database.open(vertx, postgres, ReporterModule.SCHEMA);
    CompletionSignals silent = new CompletionSignals();
    takeIn = new TakeInEvents(new PgRunStore(database), silent);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    insights = new Insights(vertx, settings, clock, database, new CompletionSignals());
  }

  /** Without a look at it. */
  public SmallRun onlyTakenIn(SmallRun run) {
    await(takeIn.takeIn(run.events()));
    return run;
  }

  /** All of it, so that a second telling is a second telling. */
  public SmallRun run(SmallRun run) {
    await(takeIn.takeIn(run.events()));
    while (await(insights.digest().one())) {
      // One run a time, until none is left.
    }
    return run;
  }

  public Insights insights() {
    return insights;
  }

  Vertx vertx() {
    return vertx;
  }

  public Database database() {
    return database;
  }

  public static <T> T await(Future<T> future) {
    return RunningReporter.await(future);
  }

  @Override
  public void close() {
    await(database.close());
    await(vertx.close());
  }
}
