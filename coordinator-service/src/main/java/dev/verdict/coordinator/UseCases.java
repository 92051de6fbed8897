package dev.verdict.coordinator;

import dev.verdict.coordinator.outbound.pg.PgArchive;
import dev.verdict.coordinator.outbound.pg.PgEventLog;
import dev.verdict.coordinator.outbound.pg.PgLeaseBoard;
import dev.verdict.coordinator.outbound.pg.PgOverdueRuns;
import dev.verdict.coordinator.outbound.pg.PgQueueFigures;
import dev.verdict.coordinator.outbound.pg.PgRoster;
import dev.verdict.coordinator.outbound.pg.PgRunLedger;
import dev.verdict.coordinator.outbound.pg.PgShelf;
import dev.verdict.coordinator.usecase.Archive;
import dev.verdict.coordinator.usecase.CloseAttempt;
import dev.verdict.coordinator.usecase.EndRun;
import dev.verdict.coordinator.usecase.EventLog;
import dev.verdict.coordinator.usecase.ExplainTask;
import dev.verdict.coordinator.usecase.FinishRun;
import dev.verdict.coordinator.usecase.KeepInTouch;
import dev.verdict.coordinator.usecase.ReopenRun;
import dev.verdict.coordinator.usecase.Roster;
import dev.verdict.coordinator.usecase.Scheduler;
import dev.verdict.coordinator.usecase.SubmissionDesk;
import dev.verdict.coordinator.usecase.SubmitRun;
import dev.verdict.coordinator.usecase.TakeArtifacts;
import dev.verdict.coordinator.usecase.TakeNews;
import dev.verdict.coordinator.usecase.Upkeep;
import dev.verdict.runtime.access.AttemptPasses;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;

/** The use cases on their ports, wired by hand. */
final class UseCases {
  /** An order is on its way for so long before a heartbeat counts it as missed. */
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private final Outbox outbox = new Outbox();
  private final SubmissionDesk desk;
  private final Archive archive;
  private final EventLog eventLog;
  private final Roster roster;
  private final SubmitRun submitRun;
  private final EndRun endRun;
  private final ReopenRun reopenRun;
  private final ExplainTask explainTask;
  private final TakeNews takeNews;
  private final TakeArtifacts takeArtifacts;
  private final KeepInTouch keepInTouch;
  private final Scheduler scheduler;
  private final Housekeeping housekeeping;

  UseCases(
      Vertx vertx,
      CoordinatorSettings settings,
      Database database,
      AttemptPasses passes,
      CoordinatorMeters meters) {
    var ledger = new PgRunLedger(database, outbox, meters::settled);
    var board = new PgLeaseBoard(database, outbox, passes);
    var closeAttempt = new CloseAttempt(new FinishRun(), Clock.systemUTC());
    desk = new SubmissionDesk(settings.announcedTests());
    archive = new PgArchive(database);
    eventLog = new PgEventLog(database, outbox);
    roster = new PgRoster(database, outbox);
    submitRun = new SubmitRun(new PgShelf(database, outbox));
    endRun = new EndRun(ledger, closeAttempt);
    reopenRun = new ReopenRun(ledger);
    explainTask = new ExplainTask(archive);
    takeNews = new TakeNews(ledger, closeAttempt);
    takeArtifacts = new TakeArtifacts(ledger);
    keepInTouch = new KeepInTouch(roster, board, settings.lease(), SETTLING, settings.overtime());
    scheduler = new Scheduler(vertx, board, settings.lease(), outbox::committed);
    var upkeep =
        new Upkeep(
            ledger,
            board,
            closeAttempt,
            endRun,
            new PgOverdueRuns(database),
            settings.noWorkerTimeout(),
            settings.overtime());
    housekeeping =
        new Housekeeping(
            vertx,
            settings,
            upkeep,
            roster,
            scheduler,
            new PgQueueFigures(database),
            meters,
            database);
  }

  void start() {
    scheduler.start();
    housekeeping.start();
  }

  Future<Void> stop() {
    return scheduler.stop().transform(stopped -> housekeeping.stop());
  }

  Outbox outbox() {
    return outbox;
  }

  SubmissionDesk desk() {
    return desk;
  }

  Archive archive() {
    return archive;
  }

  EventLog eventLog() {
    return eventLog;
  }

  Roster roster() {
    return roster;
  }

  SubmitRun submitRun() {
    return submitRun;
  }

  EndRun endRun() {
    return endRun;
  }

  ReopenRun reopenRun() {
    return reopenRun;
  }

  ExplainTask explainTask() {
    return explainTask;
  }

  TakeNews takeNews() {
    return takeNews;
  }

  TakeArtifacts takeArtifacts() {
    return takeArtifacts;
  }

  KeepInTouch keepInTouch() {
    return keepInTouch;
  }

  Scheduler scheduler() {
    return scheduler;
  }
}
