package dev.verdict.cli.command;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ApiProblem;
import dev.verdict.cli.client.EventFeed;
import dev.verdict.cli.client.Unreachable;
import dev.verdict.cli.progress.ProgressDisplay;
import dev.verdict.contract.api.RunView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches a run to its end. Ctrl-C cancels it: the program stays until the run is over, or for a
 * bounded time, so that nothing runs on without anybody who looks.
 */
final class RunWatch implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration CANCEL_WITHIN = Duration.ofSeconds(20);

  private final ApiClient coordinator;
  private final RunView run;
  private final EventFeed feed;
  private final ProgressDisplay display;
  private final Instant deadline;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress").factory());
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::cancelAndWait, "verdict-cancel");
  private volatile boolean cancelled;

  private RunWatch(ApiClient coordinator, RunView run, RunOptions options) {
    this.coordinator = coordinator;
    this.run = run;
    this.feed = new EventFeed(coordinator, run.id());
    boolean terminal = Terminal.isInteractive();
    this.display =
        new ProgressDisplay(
            System.err, terminal, options.verbose(), Terminal.width(), InstantSource.system());
    // The coordinator ends the run in time; this is for a coordinator that does not.
    this.deadline = Instant.now().plusSeconds(options.timeout()).plusSeconds(60);
    timer.scheduleAtFixedRate(
        display::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    Duration look = LOOK.compareTo(options.pollInterval()) < 0 ? LOOK : options.pollInterval();
    timer.scheduleAtFixedRate(this::look, 0, look.toMillis(), TimeUnit.MILLISECONDS);
  }

  static RunWatch on(ApiClient coordinator, RunView run, RunOptions options) {
    RunWatch watch = new RunWatch(coordinator, run, options);
    Runtime.getRuntime().addShutdownHook(watch.hook);
    return watch;
  }

  RunView untilFinished() throws InterruptedException {
    try {
      feed.follow(display::take);
    } finally {
      over.countDown();
      timer.shutdownNow();
      display.end();
    }
    return coordinator.get("/api/v1/runs/" + run.id(), RunView.class);
  }

  /**
   * What events do not tell: that a task waits for a worker that does not exist. Also the last
   * resort against waiting for ever.
   */
  private void look() {
    if (Instant.now().isAfter(deadline)) {
      feed.close();
    }
    if (display.anythingRuns()) {
      return;
    }
    try {
      RunView now = coordinator.get("/api/v1/runs/" + run.id(), RunView.class);
      display.waiting(now.waiting() == null ? Map.of() : now.waiting());
    } catch (Unreachable | ApiProblem e) {
      // The event feed notices the same and says so.
      return;
    }
  }

  private void cancelAndWait() {
    if (over.getCount() == 0 || cancelled) {
      return;
    }
    cancelled = true;
    System.err.println("\ncancelling run " + run.id());
    try {
      coordinator.post(
          "/api/v1/runs/" + run.id() + "/cancel", Map.of("reason", "interrupted"), RunView.class);
      if (!over.await(CANCEL_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("the run did not end within " + CANCEL_WITHIN.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Unreachable | ApiProblem e) {
      System.err.println(e.getMessage());
    }
  }

  @Override
  public void close() {
    over.countDown();
    feed.close();
    timer.shutdownNow();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down already, and the hook has done its work.
      return;
    }
  }
}
