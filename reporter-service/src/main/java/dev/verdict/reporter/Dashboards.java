package dev.verdict.reporter;

import dev.verdict.reporter.inbound.http.PublicOrigin;
import dev.verdict.reporter.inbound.http.pages.PageOperations;
import dev.verdict.reporter.outbound.http.CoordinatorOverHttp;
import dev.verdict.reporter.outbound.pg.PgDashboard;
import dev.verdict.reporter.usecase.dashboard.LiveChanges;
import dev.verdict.runtime.access.Access;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;

/**
 * The pages for people, wired by hand.
 *
 * <pre>
 *  GET / … ──▶ PageOperations ──▶ PgDashboard (history), CoordinatorOverHttp (workers, queue, why)
 *  GET …/live ──▶ LiveStream ◀── LiveChanges ◀── TakeInEvents, and a look once a second
 * </pre>
 */
final class Dashboards {
  private static final int CONNECTIONS = 4;
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(10);

  private final ReporterSettings settings;
  private final Clock clock;
  private final Insights insights;
  private final PgDashboard dashboard;

  /** Its own few connections: whoever looks must not take those of whoever writes. */
  private final Database pages;

  private final CoordinatorOverHttp coordinator;
  private final LiveChanges changes;

  Dashboards(Vertx vertx, ReporterSettings settings, Clock clock, Insights insights) {
    this.settings = settings;
    this.insights = insights;
    this.clock = clock;
    this.pages =
        Database.open(
            vertx,
            settings
                .postgres()
                .withPoolSize(Math.min(CONNECTIONS, settings.postgres().poolSize()))
                .withStatementTimeout(LONGEST_STATEMENT),
            ReporterModule.SCHEMA);
    this.dashboard = new PgDashboard(pages);
    this.coordinator =
        new CoordinatorOverHttp(
            vertx, settings.dashboard().coordinatorUrl(), settings.dashboard().tls());
    this.changes =
        new LiveChanges(
            vertx,
            dashboard::stamps,
            settings.dashboard().watched(),
            settings.dashboard().watchedByOne());
  }

  /** All pages. What it answers to addresses that lead nowhere is given back. */
  Handler<RoutingContext> addTo(Operations operations, Access access) {
    PageOperations all =
        new PageOperations(
            dashboard,
            coordinator,
            changes,
            new PageOperations.Meaning(
                insights.comparison(),
                insights.gate(),
                insights.sightings(),
                insights.failures(),
                insights.flaky(),
                insights.quarantines(),
                insights.trends()),
            access,
            new PublicOrigin(settings.publicUrl()),
            settings.dashboard().session(),
            clock);
    all.addTo(operations);
    return all::nowhere;
  }

  /** These runs have changed. */
  void changed(Collection<UUID> runs) {
    changes.changed(runs);
  }

  Future<Void> stop() {
    changes.stop();
    return coordinator.close().transform(closed -> pages.close());
  }
}
