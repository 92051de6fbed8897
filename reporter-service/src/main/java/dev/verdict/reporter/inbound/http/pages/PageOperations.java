package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.inbound.http.PublicOrigin;
import dev.verdict.reporter.usecase.comparison.FirstSightings;
import dev.verdict.reporter.usecase.comparison.RunComparison;
import dev.verdict.reporter.usecase.dashboard.Coordinator;
import dev.verdict.reporter.usecase.dashboard.Dashboard;
import dev.verdict.reporter.usecase.dashboard.LiveChanges;
import dev.verdict.reporter.usecase.failure.Failures;
import dev.verdict.reporter.usecase.flaky.FlakyTests;
import dev.verdict.reporter.usecase.flaky.Quarantines;
import dev.verdict.reporter.usecase.gate.GateOfRun;
import dev.verdict.reporter.usecase.trend.Trends;
import dev.verdict.runtime.access.Access;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Replies;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which page answers to which address. */
public final class PageOperations {
  private final Door door;
  private final LoginOperations login;
  private final LiveChanges changes;
  private final RunsPage runs;
  private final RunPage run;
  private final RunTestsPage runTests;
  private final TaskPage task;
  private final TestPage test;
  private final WorkersPage workers;
  private final DeliveriesPage deliveries;
  private final ArtifactsPage artifacts;
  private final FailuresPage failures;
  private final FlakyPage flaky;
  private final TrendsPage trends;

  /** What was made of runs that have ended. */
  public record Meaning(
      RunComparison comparison,
      GateOfRun gate,
      FirstSightings sightings,
      Failures failures,
      FlakyTests flaky,
      Quarantines quarantines,
      Trends trends) {}

  public PageOperations(
      Dashboard dashboard,
      Coordinator coordinator,
      LiveChanges changes,
      Meaning meaning,
      Access access,
      PublicOrigin origin,
      Duration session,
      Clock clock) {
    this.door = new Door(clock);
    this.login = new LoginOperations(access, origin, session, clock);
    this.changes = changes;
    this.runs = new RunsPage(dashboard);
    this.run = new RunPage(dashboard, meaning);
    this.runTests = new RunTestsPage(dashboard);
    this.task = new TaskPage(dashboard, coordinator);
    this.test = new TestPage(dashboard);
    this.workers = new WorkersPage(coordinator);
    this.deliveries = new DeliveriesPage(coordinator);
    this.artifacts = new ArtifactsPage(dashboard);
    this.failures = new FailuresPage(meaning.failures());
    this.flaky = new FlakyPage(meaning.flaky(), meaning.quarantines());
    this.trends = new TrendsPage(meaning.trends());
  }

  public void addTo(Operations operations) {
    login.addTo(operations);
    operations.openRaw("pageAsset", PageOperations::asset);
    door.page(operations, "runsPage", runs::page);
    door.page(operations, "runPage", run::page);
    door.page(operations, "runTestsPage", runTests::page);
    door.page(operations, "taskPage", task::page);
    door.page(operations, "testPage", test::page);
    door.page(operations, "workersPage", workers::page);
    door.page(operations, "deliveriesPage", deliveries::page);
    door.page(operations, "artifactsPage", artifacts::page);
    door.page(operations, "failuresPage", failures::page);
    door.page(operations, "flakyPage", flaky::page);
    door.page(operations, "trendsPage", trends::page);
    operations
        .openRaw("runsLive", context -> live(context, null, runs::parts, false))
        .openRaw("workersLive", context -> live(context, null, workers::parts, true))
        .openRaw("runLive", this::runLive);
  }

  private void runLive(RoutingContext context) {
    UUID id = door.asked(context).id("id", "run");
    live(context, id, asked -> run.parts(id), false);
  }

  private void live(
      RoutingContext context,
      @Nullable UUID of,
      Function<Asked, Future<List<Page.Part>>> parts,
      boolean restless) {
    if (!door.mayEnter(context)) {
      return;
    }
    Asked asked = door.asked(context);
    Wakeable later = new Wakeable();
    var watch = changes.watch(door.visitor(context), of, later);
    if (watch.isEmpty()) {
      context.fail(Fail.unavailable("as many pages are watched as may be", Duration.ofMinutes(1)));
      return;
    }
    Supplier<Future<List<Page.Part>>> render = () -> parts.apply(asked);
    LiveStream stream = LiveStream.open(context, render, restless);
    later.stream = stream;
    stream.watchedBy(watch.get());
  }

  /** A stream that is watched for before it is there. */
  private static final class Wakeable implements Runnable {
    private volatile @Nullable LiveStream stream;

    @Override
    public void run() {
      LiveStream there = stream;
      if (there != null) {
        there.wake();
      }
    }
  }

  /** For a browser at an address that leads nowhere; programs are told as everywhere. */
  public void nowhere(RoutingContext context) {
    door.nowhere(context);
  }

  private static void asset(RoutingContext context) {
    String file = String.valueOf(context.pathParam("file"));
    Assets.find(file)
        .ifPresentOrElse(
            asset ->
                Replies.send(
                    context,
                    Reply.bytes(200, asset.type(), asset.content())
                        .header("Cache-Control", "public, max-age=31536000, immutable")),
            () -> context.fail(Fail.notFound("file", file)));
  }
}
