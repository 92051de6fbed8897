package dev.verdict.cli.command;

import dev.verdict.cli.TimedOut;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ApiProblem;
import dev.verdict.cli.client.EventFeed;
import dev.verdict.cli.client.Unreachable;
import dev.verdict.cli.progress.ProgressDisplay;
import dev.verdict.cli.terminal.TerminalWriter;
import dev.verdict.contract.api.RunView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches a run to its end. Ctrl-C cancels it: the program stays until the run is over, or for a
 * bounded time, so that nothing runs on without anybody who looks.
 */
final class RunWatch implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
  private static final Duration CANCEL_ANSWERS_WITHIN = Duration.ofSeconds(10);
  private static final Duration CANCEL_WITHIN = Duration.ofSeconds(20);

  /** The coordinator ends a run in time; this is for a coordinator that does not. */
  static final Duration GRACE = Duration.ofSeconds(60);

  private final ApiClient coordinator;
  private final RunView run;
  private final EventFeed feed;
  private final ProgressDisplay display;
  private final TerminalWriter err;
  private final Interruption interruption;
  private final Duration within;
  private final Instant deadline;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress").factory());

  RunWatch(
      ApiClient coordinator,
      RunView run,
      ProgressDisplay display,
      TerminalWriter err,
      Interruption interruption,
      Duration within,
      Duration look) {
    this.coordinator = coordinator;
    this.run = run;
    this.feed = new EventFeed(coordinator, run.id());
    this.display = display;
    this.err = err;
    this.interruption = interruption;
    this.within = within;
    this.deadline = Instant.now().plus(within);
    timer.scheduleAtFixedRate(
        display::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    timer.scheduleAtFixedRate(
        this::look, FIRST_LOOK.toMillis(), look.toMillis(), TimeUnit.MILLISECONDS);
    timer.schedule(feed::close, within.toMillis(), TimeUnit.MILLISECONDS);
  }

  static RunWatch on(
      ApiClient coordinator,
      RunView run,
      RunOptions options,
      TerminalWriter err,
      Interruption interruption) {
    ProgressDisplay display =
        new ProgressDisplay(
            err,
            Terminal.isInteractive(),
            options.verbose(),
            Terminal.width(),
            InstantSource.system());
    return new RunWatch(
        coordinator,
        run,
        display,
        err,
        interruption,
        Duration.ofSeconds(options.timeout()).plus(GRACE),
        options.pollInterval());
  }

  /**
   * The run at its end; or as it is, when it was cancelled and did not end soon.
   *
   * @throws TimedOut when its time is over and nobody ends it
   */
  RunView untilFinished() throws InterruptedException {
    interruption.reaction(this::cancel);
    boolean finished = false;
    try {
      finished = feed.follow(display::take);
    } catch (Unreachable | ApiProblem e) {
      if (!isLate()) {
        throw e;
      }
    } finally {
      timer.shutdownNow();
      display.end();
    }
    return finished || interruption.asked() ? look(Duration.ofMinutes(1)) : afterTheDeadline();
  }

  private RunView look(Duration atMost) {
    return coordinator.within(atMost).get("/api/v1/runs/" + run.id(), RunView.class);
  }

  private boolean isLate() {
    return !Instant.now().isBefore(deadline);
  }

  private RunView afterTheDeadline() {
    String what = "run " + run.id() + ": no end within " + within.toSeconds() + " s";
    try {
      RunView now = look(CANCEL_ANSWERS_WITHIN);
      if (now.status().isFinal()) {
        return now;
      }
      askToCancel("its time was over");
      throw new TimedOut(what + "; it was asked to stop");
    } catch (Unreachable | ApiProblem e) {
      throw new TimedOut(what + ", and nobody who could end it: " + e.getMessage());
    }
  }

  /** What events do not tell: that a task waits for a worker that does not exist. */
  private void look() {
    try {
      RunView now = look(CANCEL_ANSWERS_WITHIN);
      display.waiting(now.waiting() == null ? Map.of() : now.waiting());
    } catch (Unreachable | ApiProblem e) {
      // The event feed notices the same and says so.
      return;
    }
  }

  private void cancel() {
    err.println();
    err.println("cancelling run " + run.id());
    try {
      askToCancel("interrupted");
      timer.schedule(feed::close, CANCEL_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Unreachable | ApiProblem e) {
      err.println(e.getMessage());
      feed.close();
    } catch (RejectedExecutionException e) {
      // It ended in this moment.
      return;
    }
  }

  private void askToCancel(String reason) {
    coordinator
        .within(CANCEL_ANSWERS_WITHIN)
        .post("/api/v1/runs/" + run.id() + "/cancel", Map.of("reason", reason), RunView.class);
  }

  @Override
  public void close() {
    feed.close();
    timer.shutdownNow();
  }
}
